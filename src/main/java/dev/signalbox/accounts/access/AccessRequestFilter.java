package dev.signalbox.accounts.access;

import dev.signalbox.web.RawBodyRequest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Presents every request to {@code /access} as a GET without a form. Some ingresses, such as
 * Traefik with {@code preserveRequestMethod} and Envoy's {@code ext_authz}, send the method and the
 * headers of the original request, others its query, and the response must not depend on them. It
 * runs before the filters that reject cross-site requests, and before Spring answers OPTIONS and
 * CORS preflights.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class AccessRequestFilter extends OncePerRequestFilter {

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
    return !path.equals("/access");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(new GetRequest(request), response);
  }

  /**
   * Has no other parameter than {@code redirect}. Tomcat doesn't parse the query, which could be
   * malformed: nginx turns a 400 response into an error 500.
   */
  private static final class GetRequest extends RawBodyRequest {

    private static final String REDIRECT = "redirect=true";

    private final boolean redirects;

    GetRequest(HttpServletRequest request) throws IOException {
      super(request);
      redirects = ("&" + request.getQueryString() + "&").contains("&" + REDIRECT + "&");
    }

    @Override
    public @Nullable String getQueryString() {
      return redirects ? REDIRECT : null;
    }

    @Override
    public Map<String, String[]> getParameterMap() {
      return redirects ? Map.of("redirect", new String[] {"true"}) : Map.of();
    }

    @Override
    public @Nullable String getParameter(String name) {
      String @Nullable [] values = getParameterValues(name);
      return values == null ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
      return getParameterMap().get(name);
    }

    @Override
    public Enumeration<String> getParameterNames() {
      return Collections.enumeration(getParameterMap().keySet());
    }

    @Override
    public String getMethod() {
      return HttpMethod.GET.name();
    }
  }
}
