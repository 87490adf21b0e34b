package dev.signalbox.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.RecordComponent;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Refuses unknown query parameters of API routes and downloads: a misspelled filter would otherwise
 * be ignored. Handlers that take all parameters as a map check them with {@link ListParameters}.
 */
final class UnknownParameterInterceptor implements HandlerInterceptor {

  private static final DefaultParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    @Nullable String query = request.getQueryString();
    if (query != null && handler instanceof HandlerMethod method && isCovered(request)) {
      refuseUnknown(query, method);
    }
    return true;
  }

  /** Whether the route belongs to the API or is a file; the last segment of a file has a dot. */
  private static boolean isCovered(HttpServletRequest request) {
    String route =
        String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
    return route.startsWith("/api/") || route.substring(route.lastIndexOf('/') + 1).contains(".");
  }

  private static void refuseUnknown(String query, HandlerMethod method) {
    Set<String> known = new TreeSet<>();
    boolean takesAll = false;
    for (MethodParameter parameter : method.getMethodParameters()) {
      parameter.initParameterNameDiscovery(NAMES);
      @Nullable RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
      if (annotation != null && Map.class.isAssignableFrom(parameter.getParameterType())) {
        takesAll = true;
      } else if (annotation != null) {
        String name = annotation.name();
        known.add(name.isEmpty() ? String.valueOf(parameter.getParameterName()) : name);
      } else if (parameter.hasParameterAnnotation(ModelAttribute.class)) {
        Arrays.stream(parameter.getParameterType().getRecordComponents())
            .map(RecordComponent::getName)
            .forEach(known::add);
      }
    }
    if (takesAll && known.isEmpty()) {
      return;
    }
    Map<String, String> problems = new LinkedHashMap<>();
    // the parameter map would also read the body
    for (String pair : query.split("&", -1)) {
      String name = decoded(pair.split("=", 2)[0]);
      if (!name.isEmpty() && !known.contains(name)) {
        problems.put(name, ListParameters.unknown(known));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidParametersException(problems);
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
