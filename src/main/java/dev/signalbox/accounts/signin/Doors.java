package dev.signalbox.accounts.signin;

import dev.signalbox.accounts.Role;
import dev.signalbox.accounts.sessions.SessionGate;
import dev.signalbox.accounts.sessions.SignedIn;
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

/** Where a request goes that may not pass: strangers to the sign-in, others to an explanation. */
@Component
class Doors implements AuthenticationEntryPoint, AccessDeniedHandler {

  /** A stranger. What was asked for comes back after the sign-in, if it was a page. */
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e) {
    boolean fragment = request.getHeader("HX-Request") != null;
    String signIn = signIn(request, fragment);
    if (fragment) {
      // a redirect would be followed unseen, and the sign-in page swapped into the part
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      response.setHeader("HX-Redirect", signIn);
    } else {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader(HttpHeaders.LOCATION, signIn);
    }
  }

  /** Somebody we know, who may not do this. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException, ServletException {
    boolean member = SignedIn.current().filter(s -> s.operator().role() == Role.MEMBER).isPresent();
    if (denied instanceof CsrfException && request.getHeader("HX-Request") != null) {
      // the page is older than the session; a fresh one carries the right token
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
    SessionGate.ending(request).ifPresent(ending -> signIn.queryParam("because", ending.word()));
    String to = LocalPath.of(asked(request));
    if (request.getMethod().equals("GET") && !fragment && !to.equals("/")) {
      signIn.queryParam("to", "{to}");
    }
    return signIn.encode().buildAndExpand(Map.of("to", to)).toUriString();
  }

  private static String asked(HttpServletRequest request) {
    String query = request.getQueryString();
    return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
  }
}
