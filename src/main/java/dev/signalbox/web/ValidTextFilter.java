package dev.signalbox.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Replaces invalid characters in parameters with U+FFFD, so that a filter with such a text matches
 * nothing. Forms show the text again without these characters, see {@link InvalidTextInterceptor}.
 * The API rejects such texts instead.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class ValidTextFilter extends OncePerRequestFilter {

  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final String INVALID_FIELDS = ValidTextFilter.class.getName() + ".INVALID_FIELDS";

  /** Returns the names of the form fields with invalid characters; none for GET and HEAD. */
  static Set<String> invalidFields(ServletRequest request) {
    request.getParameterMap();
    return request.getAttribute(INVALID_FIELDS) instanceof InvalidFields invalid
        ? invalid.names()
        : Set.of();
  }

  /** The error page of a malformed query reads the parameters, too. */
  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
    return path.startsWith("/api/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(new ValidTextRequest(request), response);
  }

  /** Reads the parameters on demand: the container reports a malformed query to the reader. */
  private static final class ValidTextRequest extends HttpServletRequestWrapper {

    private @Nullable Map<String, String[]> parameters;

    ValidTextRequest(HttpServletRequest request) {
      super(request);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
      if (parameters == null) {
        Map<String, String[]> sent = sent();
        Map<String, String[]> valid = new LinkedHashMap<>();
        sent.forEach(
            (name, values) ->
                valid.put(
                    TextPolicy.replaceInvalid(name),
                    Arrays.stream(values).map(TextPolicy::replaceInvalid).toArray(String[]::new)));
        parameters = Collections.unmodifiableMap(valid);
        if (!READING.contains(getMethod())) {
          setAttribute(INVALID_FIELDS, InvalidFields.of(sent));
        }
      }
      return parameters;
    }

    private Map<String, String[]> sent() {
      try {
        return super.getParameterMap();
      } catch (InvalidParameterException e) {
        if (getDispatcherType() == DispatcherType.ERROR) {
          return Map.of();
        }
        throw e;
      }
    }

    @Override
    public @Nullable String getParameter(String name) {
      String @Nullable [] values = getParameterMap().get(name);
      return values == null ? null : values[0];
    }

    @Override
    public Enumeration<String> getParameterNames() {
      return Collections.enumeration(getParameterMap().keySet());
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
      return getParameterMap().get(name);
    }
  }

  private record InvalidFields(Set<String> names) {

    static InvalidFields of(Map<String, String[]> sent) {
      Set<String> names = new LinkedHashSet<>();
      sent.forEach(
          (name, values) -> {
            if (!Stream.concat(Stream.of(name), Arrays.stream(values))
                .allMatch(TextPolicy::isValid)) {
              names.add(TextPolicy.replaceInvalid(name));
            }
          });
      return new InvalidFields(Collections.unmodifiableSet(names));
    }
  }
}
