package dev.signalbox.accounts.signin;

import dev.signalbox.accounts.Role;
import dev.signalbox.accounts.sessions.OperatorAuthentication;
import dev.signalbox.accounts.sessions.SessionGate;
import dev.signalbox.web.LocalPath;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Redirects unauthenticated requests to the sign-in page and explains denied ones. */
@Component
class AccessDeniedRouter implements AuthenticationEntryPoint, AccessDeniedHandler {

  /** Redirects to the sign-in, which returns to the requested page for GET requests. */
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e) {
    boolean fragment = request.getHeader("HX-Request") != null;
    String signIn = signIn(request, fragment);
    if (fragment) {
      // The browser would follow a redirect itself, and htmx would swap in the sign-in page.
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      response.setHeader("HX-Redirect", signIn);
    } else {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader(HttpHeaders.LOCATION, signIn);
    }
  }

  /** Responds to a signed-in user who lacks the role, or whose CSRF token is stale. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException, ServletException {
    boolean member =
        OperatorAuthentication.current()
            .filter(s -> s.operator().role() == Role.MEMBER)
            .isPresent();
    if (denied instanceof CsrfException && request.getHeader("HX-Request") != null) {
      // The page is older than the session; a reloaded one has the right token.
      response.setHeader("HX-Refresh", "true");
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
    } else if (member && request.getMethod().equals("GET")) {
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
      request.getRequestDispatcher("/no-console").forward(request, response);
    } else {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }
  }

  private static String signIn(HttpServletRequest request, boolean fragment) {
    UriComponentsBuilder signIn = UriComponentsBuilder.fromPath("/sign-in");
    SessionGate.endReason(request).ifPresent(reason -> signIn.queryParam("because", reason.code()));
    String to = LocalPath.of(requestedPath(request));
    if (request.getMethod().equals("GET") && !fragment && !to.equals("/")) {
      signIn.queryParam("to", "{to}");
    }
    return signIn.encode().buildAndExpand(Map.of("to", to)).toUriString();
  }

  private static String requestedPath(HttpServletRequest request) {
    String query = request.getQueryString();
    return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
  }
}
