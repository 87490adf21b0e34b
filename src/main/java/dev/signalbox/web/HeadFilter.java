package dev.signalbox.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Presents every HEAD request as a {@link HeadRequest}, before any rule depends on the method.
 * Responds to those for event streams itself, because these have no end.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class HeadFilter extends OncePerRequestFilter implements HandlerInterceptor {

  /** A GET of this path signs in and uses up GitHub's code. Link scanners send HEAD first. */
  private static final String SIGN_IN_CALLBACK = "/sign-in/callback";

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !HttpMethod.HEAD.matches(request.getMethod());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getServletPath().equals(SIGN_IN_CALLBACK)) {
      response.setHeader(HttpHeaders.ALLOW, HttpMethod.GET.name());
      response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
      return;
    }
    chain.doFilter(new HeadRequest(request), response);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    boolean isStream =
        handler instanceof HandlerMethod method
            && ResolvableType.forMethodParameter(method.getReturnType())
                .as(ResponseEntity.class)
                .getGeneric()
                .resolve(Void.class)
                .equals(SseEmitter.class);
    if (isStream && HeadRequest.isHead(request)) {
      response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
      return false;
    }
    return true;
  }
}
