package dev.signalbox.accounts.signin;

import dev.signalbox.accounts.access.AccessPassService;
import dev.signalbox.accounts.sessions.SessionTermination;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;

/** Ends the session on the server and clears the browser's cache and storage. */
@Component
class SignOutHandler implements LogoutHandler {

  private final SessionTermination termination;
  private final AccessPassService passes;

  SignOutHandler(SessionTermination termination, AccessPassService passes) {
    this.termination = termination;
    this.passes = passes;
  }

  @Override
  public void logout(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Authentication authentication) {
    termination.signOut();
    passes.clearCookie(response);
    // Not "cookies": the theme cookie must survive a sign-out.
    response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"");
  }
}
