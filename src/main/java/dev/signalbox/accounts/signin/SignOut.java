package dev.signalbox.accounts.signin;

import dev.signalbox.accounts.access.AccessPasses;
import dev.signalbox.accounts.sessions.SessionEnding;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;

/** Ends the session on the server and has the browser forget what it kept. */
@Component
class SignOut implements LogoutHandler {

  private final SessionEnding endings;
  private final AccessPasses passes;

  SignOut(SessionEnding endings, AccessPasses passes) {
    this.endings = endings;
    this.passes = passes;
  }

  @Override
  public void logout(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Authentication authentication) {
    endings.signOut();
    passes.forget(response);
    // not "cookies": the choice of light or dark belongs to the browser, not to the session
    response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"");
  }
}
