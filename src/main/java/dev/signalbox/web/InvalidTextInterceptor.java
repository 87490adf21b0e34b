package dev.signalbox.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Rejects parameters that violate the {@link TextPolicy}, for all routes. The parameters of pages
 * are valid here, because {@link ValidTextFilter} has replaced them. Fields that a handler
 * validates are left to {@link InvalidTextFieldValidator}, which shows the form again.
 */
final class InvalidTextInterceptor implements HandlerInterceptor {

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getDispatcherType() != DispatcherType.REQUEST) {
      // an error page
      return true;
    }
    for (Map.Entry<String, String[]> parameter : request.getParameterMap().entrySet()) {
      List<String> values = Arrays.asList(parameter.getValue());
      if (!Stream.concat(Stream.of(parameter.getKey()), values.stream())
          .allMatch(TextPolicy::isValid)) {
        throw new InvalidTextException(parameter.getKey());
      }
    }
    Set<String> invalid = ValidTextFilter.invalidFields(request);
    if (!invalid.isEmpty()) {
      Set<String> validated = InvalidTextFieldValidator.validatedFields(handler);
      invalid.stream()
          .filter(name -> !validated.contains(name))
          .findFirst()
          .ifPresent(
              name -> {
                throw new InvalidTextException(name);
              });
    }
    return true;
  }
}
