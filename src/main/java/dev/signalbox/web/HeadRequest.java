package dev.signalbox.web;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.springframework.http.HttpMethod;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * A HEAD request that is handled as GET: the same route, permission, status and headers. Tomcat
 * sends no body. Handlers that record an event or read a whole log must check {@link #isCurrent()}
 * first.
 */
public final class HeadRequest extends HttpServletRequestWrapper {

  private static final String ATTRIBUTE = HeadRequest.class.getName();

  HeadRequest(HttpServletRequest request) {
    super(request);
    request.setAttribute(ATTRIBUTE, true);
  }

  /** Returns whether the client sent HEAD. */
  public static boolean isHead(ServletRequest request) {
    return request.getAttribute(ATTRIBUTE) != null;
  }

  /** Returns whether the client sent HEAD as the request of this thread. */
  public static boolean isCurrent() {
    RequestAttributes request = RequestContextHolder.getRequestAttributes();
    return request != null
        && request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST) != null;
  }

  @Override
  public String getMethod() {
    return HttpMethod.GET.name();
  }
}
