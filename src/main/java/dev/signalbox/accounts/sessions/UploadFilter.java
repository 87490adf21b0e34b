package dev.signalbox.accounts.sessions;

import dev.signalbox.accounts.Role;
import dev.signalbox.web.RawBodyRequest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets only admins upload files. Tomcat stores a multipart body on disk when the first filter reads
 * a parameter, which is before the request is authorized: Spring's filters read {@code _method} and
 * {@code _csrf}. All other multipart bodies are not read.
 */
@Component
@Order(UploadFilter.AFTER_SESSION_FILTER)
class UploadFilter extends OncePerRequestFilter {

  /** Spring Session's filter has order 50, the first filter that reads parameters -10,000. */
  static final int AFTER_SESSION_FILTER = Ordered.HIGHEST_PRECEDENCE + 70;

  private static final String UPLOAD_PATH = "/audit/imports";

  private final SessionGate gate;

  UploadFilter(SessionGate gate) {
    this.gate = gate;
  }

  /** The dispatcher servlet would read the body before it renders the error page. */
  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !StringUtils.startsWithIgnoreCase(request.getContentType(), "multipart/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean isUpload = request.getServletPath().equals(UPLOAD_PATH) && isAdmin(request);
    chain.doFilter(isUpload ? request : new RawBodyRequest(request), response);
  }

  private boolean isAdmin(HttpServletRequest request) {
    Authentication caller = gate.loadDeferredContext(request).get().getAuthentication();
    return caller != null
        && caller.getAuthorities().stream()
            .anyMatch(authority -> ("ROLE_" + Role.ADMIN).equals(authority.getAuthority()));
  }
}
