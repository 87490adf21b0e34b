package dev.signalbox.accounts.access;

import dev.signalbox.accounts.access.AccessAnswer.Cause;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;

/** Answers the installation's ingress, and leads people back to it after the sign-in. */
@Controller
class AccessController {

  private static final String SIGNALBOX = "X-Signalbox-";

  private final InstallationAccess access;
  private final AccessPasses passes;
  private final ReturnAddress returns;

  AccessController(InstallationAccess access, AccessPasses passes, ReturnAddress returns) {
    this.access = access;
    this.passes = passes;
    this.returns = returns;
  }

  /**
   * Tells whether the request that the ingress has in its hands may pass.
   *
   * @param redirect for ingresses that hand our answer to the browser as it is, such as Traefik
   */
  @GetMapping("/access")
  ResponseEntity<Void> ask(
      HttpServletRequest request, @RequestParam(defaultValue = "false") boolean redirect) {
    AccessAnswer answer =
        AccessPasses.shown(request).map(access::forPass).orElseGet(AccessAnswer.Nobody::new);
    return switch (answer) {
      case AccessAnswer.Welcome welcome ->
          // encoded: whatever GitHub lets people be called, a header takes it in one line
          ResponseEntity.ok()
              .header(SIGNALBOX + "User", encoded(welcome.login()))
              .header(SIGNALBOX + "Id", Long.toString(welcome.githubId()))
              .header(SIGNALBOX + "Role", welcome.role().word())
              .header(SIGNALBOX + "Name", encoded(welcome.displayName()))
              .build();
      case AccessAnswer.Nobody nobody ->
          ResponseEntity.status(redirect ? HttpStatus.SEE_OTHER : HttpStatus.UNAUTHORIZED)
              .location(returns.signIn(request))
              .build();
      case AccessAnswer.Refused refused ->
          ResponseEntity.status(HttpStatus.FORBIDDEN)
              .header(SIGNALBOX + "Refused", word(refused.cause()))
              .build();
    };
  }

  /** Also for somebody who was signed in already, but had no pass for the installation. */
  @GetMapping("/access/return")
  String lead(
      @RequestParam(defaultValue = "") String to,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<URI> address = returns.of(to);
    if (address.isEmpty()) {
      return "redirect:/";
    }
    passes.issue(request, response);
    return "redirect:" + address.get();
  }

  private static String word(Cause cause) {
    return cause.name().toLowerCase(Locale.ROOT);
  }

  private static String encoded(String text) {
    return UriUtils.encode(text, StandardCharsets.UTF_8);
  }
}
