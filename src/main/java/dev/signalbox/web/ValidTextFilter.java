package dev.signalbox.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Replaces invalid characters in the parameters of pages and downloads with U+FFFD, so that a
 * filter with such a text matches nothing. Forms and the API reject them instead.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class ValidTextFilter extends OncePerRequestFilter {

  private static final Set<String> READING = Set.of("GET", "HEAD");

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
    return !READING.contains(request.getMethod()) || path.startsWith("/api/");
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
        Map<String, String[]> valid = new LinkedHashMap<>();
        super.getParameterMap()
            .forEach(
                (name, values) ->
                    valid.put(
                        TextPolicy.replaceInvalid(name),
                        Arrays.stream(values)
                            .map(TextPolicy::replaceInvalid)
                            .toArray(String[]::new)));
        parameters = Collections.unmodifiableMap(valid);
      }
      return parameters;
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
}
