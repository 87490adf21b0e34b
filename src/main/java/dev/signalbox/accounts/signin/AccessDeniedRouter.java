package dev.signalbox.accounts.signin;

import dev.signalbox.accounts.Role;
import dev.signalbox.accounts.sessions.OperatorAuthentication;
import dev.signalbox.accounts.sessions.SessionEndReason;
import dev.signalbox.accounts.sessions.SessionGate;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.OriginPage;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Redirects unauthenticated requests to the sign-in page and explains denied ones. */
@Component
class AccessDeniedRouter implements AuthenticationEntryPoint, AccessDeniedHandler {

  private static final FlashMessage OUTDATED =
      FlashMessage.error(
          "The page was older than your session. Check your input and submit it again.");

  private final FlashCookie flashes;

  AccessDeniedRouter(FlashCookie flashes) {
    this.flashes = flashes;
  }

  /**
   * Redirects to the sign-in, which returns to the requested page, or to the page with the
   * submitted form or the fragment.
   */
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e) {
    boolean fragment = request.getHeader("HX-Request") != null;
    String signIn = signIn(request);
    if (fragment) {
      // The browser would follow a redirect itself, and htmx would swap in the sign-in page.
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      response.setHeader("HX-Redirect", signIn);
    } else {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader(HttpHeaders.LOCATION, signIn);
    }
  }

  /** Responds to a user who lacks the role, or whose CSRF token is stale. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException, ServletException {
    Optional<OperatorAuthentication> current = OperatorAuthentication.current();
    if (denied instanceof CsrfException && current.isEmpty()) {
      // The session that the form's token belongs to has ended.
      commence(request, response, new InsufficientAuthenticationException("Signed out", denied));
      return;
    }
    boolean member = current.filter(s -> s.operator().role() == Role.MEMBER).isPresent();
    if (denied instanceof CsrfException && request.getHeader("HX-Request") != null) {
      // The page is older than the session; a reloaded one has the right token.
      flashes.add(response, OUTDATED);
      response.setHeader("HX-Refresh", "true");
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
    } else if (denied instanceof CsrfException && request.getHeader(HttpHeaders.REFERER) != null) {
      flashes.add(response, OUTDATED);
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader(HttpHeaders.LOCATION, OriginPage.of(request));
    } else if (member && request.getMethod().equals("GET")) {
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
      request.getRequestDispatcher("/no-console").forward(request, response);
    } else {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }
  }

  private static String signIn(HttpServletRequest request) {
    boolean isForm = !request.getMethod().equals("GET");
    UriComponentsBuilder signIn = UriComponentsBuilder.fromPath("/sign-in");
    SessionGate.endReason(request)
        .or(() -> isForm ? Optional.of(SessionEndReason.SIGNED_OUT) : Optional.empty())
        .ifPresent(reason -> signIn.queryParam("because", reason.code()));
    String to = OriginPage.of(request);
    if (!to.equals("/")) {
      signIn.queryParam("to", "{to}");
    }
    return signIn.encode().buildAndExpand(Map.of("to", to)).toUriString();
  }
}
