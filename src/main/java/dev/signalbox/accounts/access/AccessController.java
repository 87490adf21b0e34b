package dev.signalbox.accounts.access;

import dev.signalbox.accounts.access.AccessDecision.Cause;
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

/** Authorizes requests for the ingress of the CI server and redirects back after sign-in. */
@Controller
class AccessController {

  private static final String HEADER_PREFIX = "X-Signalbox-";

  private final InstallationAccess access;
  private final AccessPassService passes;
  private final ReturnUrls returnUrls;

  AccessController(InstallationAccess access, AccessPassService passes, ReturnUrls returnUrls) {
    this.access = access;
    this.passes = passes;
    this.returnUrls = returnUrls;
  }

  /**
   * Authorizes a request of the ingress.
   *
   * @param redirect {@code true}: respond with a redirect instead of 401, for ingresses such as
   *     Traefik that pass the response to the browser unmodified. Text, because nginx turns a 400
   *     response for an invalid value into an error 500.
   */
  @GetMapping("/access")
  ResponseEntity<Void> check(
      HttpServletRequest request, @RequestParam(defaultValue = "") String redirect) {
    AccessDecision decision =
        AccessPassService.presentedHash(request)
            .map(access::forPass)
            .orElseGet(AccessDecision.Unauthenticated::new);
    return switch (decision) {
      case AccessDecision.Allowed allowed ->
          // Encoded: display names can contain characters that are invalid in headers.
          ResponseEntity.ok()
              .header(HEADER_PREFIX + "User", encoded(allowed.login()))
              .header(HEADER_PREFIX + "Id", Long.toString(allowed.githubId()))
              .header(HEADER_PREFIX + "Role", allowed.role().label())
              .header(HEADER_PREFIX + "Name", encoded(allowed.displayName()))
              .build();
      case AccessDecision.Unauthenticated unauthenticated ->
          ResponseEntity.status(
                  redirect.equals("true") ? HttpStatus.SEE_OTHER : HttpStatus.UNAUTHORIZED)
              .location(returnUrls.signInUrl(request))
              .build();
      case AccessDecision.Denied denied ->
          ResponseEntity.status(HttpStatus.FORBIDDEN)
              .header(HEADER_PREFIX + "Refused", headerValue(denied.cause()))
              .build();
    };
  }

  /** Issues a pass and redirects to the CI server; also for users who were signed in already. */
  @GetMapping("/access/return")
  String redirectBack(
      @RequestParam(defaultValue = "") String to,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<URI> address = returnUrls.parse(to);
    if (address.isEmpty()) {
      return "redirect:/";
    }
    passes.issue(request, response);
    return "redirect:" + address.get();
  }

  private static String headerValue(Cause cause) {
    return cause.name().toLowerCase(Locale.ROOT);
  }

  private static String encoded(String text) {
    return UriUtils.encode(text, StandardCharsets.UTF_8);
  }
}
