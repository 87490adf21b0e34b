package dev.signalbox.accounts.signin;

import dev.signalbox.accounts.access.AccessPassService;
import dev.signalbox.accounts.codes.OneTimeCodeSignIn;
import dev.signalbox.accounts.codes.OneTimeCodeSignIn.Outcome;
import dev.signalbox.accounts.sessions.NewSession;
import dev.signalbox.accounts.sessions.SessionGate;
import dev.signalbox.web.FormField;
import dev.signalbox.web.LocalPath;
import dev.signalbox.web.ObjectNotFoundException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.ott.OneTimeTokenAuthentication;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The form for a one-time code. A user who is signed in re-authenticates with it, in a new session.
 */
@Controller
class OneTimeCodeController {

  private static final String REFUSED =
      "Sign-in refused. The login or the code is wrong, the code was used or has expired, or the"
          + " account is not an active admin.";

  private final OneTimeCodeSignIn signIn;
  private final SessionGate gate;
  private final AccessPassService passes;
  private final MeterRegistry meters;
  private final Clock clock;

  OneTimeCodeController(
      OneTimeCodeSignIn signIn,
      SessionGate gate,
      AccessPassService passes,
      MeterRegistry meters,
      Clock clock) {
    this.signIn = signIn;
    this.gate = gate;
    this.passes = passes;
    this.meters = meters;
    this.clock = clock;
  }

  @GetMapping("/sign-in/code")
  String form(@RequestParam(defaultValue = "/") String to, CsrfToken csrf, Model model) {
    requireEnabled();
    return form(
        FormField.empty("login", "GitHub login", null),
        FormField.empty("code", "One-time code", null),
        to,
        csrf,
        model);
  }

  @PostMapping("/sign-in/code")
  String signIn(
      @RequestParam(defaultValue = "/") String to,
      @Valid @ModelAttribute("form") Credentials form,
      BindingResult errors,
      CsrfToken csrf,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    requireEnabled();
    if (!errors.hasErrors()) {
      switch (signIn.signIn(form.login().strip(), form.code(), request.getRemoteAddr())) {
        case Outcome.SignedIn signedIn -> {
          SignInFailureHandler.count(meters, "one-time-code");
          startSession(
              NewSession.ofOneTimeCode(signedIn.user(), clock.instant()), request, response);
          return "redirect:" + LocalPath.of(to);
        }
        case Outcome.Refused refused -> {
          SignInFailureHandler.count(meters, "one-time-code-refused");
          errors.rejectValue("code", "refused", REFUSED);
        }
        case Outcome.TooManyAttempts tooMany -> {
          ErrorResponseException failure = new ErrorResponseException(HttpStatus.TOO_MANY_REQUESTS);
          failure
              .getHeaders()
              .set(HttpHeaders.RETRY_AFTER, Long.toString(tooMany.retryAfter().toSeconds() + 1));
          throw failure;
        }
      }
    }
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    return form(
        FormField.submitted(errors, "login", "GitHub login", null),
        FormField.submitted(errors, "code", "One-time code", null),
        to,
        csrf,
        model);
  }

  /** Starts a new session, so that the id of the previous one can't be used. */
  private void startSession(
      NewSession newSession, HttpServletRequest request, HttpServletResponse response) {
    @Nullable HttpSession previous = request.getSession(false);
    if (previous != null) {
      previous.invalidate();
    }
    gate.saveContext(
        new SecurityContextImpl(new OneTimeTokenAuthentication(newSession, List.of())),
        request,
        response);
    passes.issue(request, response);
  }

  private void requireEnabled() {
    if (!signIn.isEnabled()) {
      throw new ObjectNotFoundException("page", "/sign-in/code", "/sign-in", "sign-in");
    }
  }

  private static String form(
      FormField login, FormField code, String to, CsrfToken csrf, Model model) {
    // sets the CSRF cookie before the page is written
    model.addAttribute("csrf", csrf.getToken());
    model.addAttribute("to", LocalPath.of(to));
    model.addAttribute("login", login);
    model.addAttribute("code", code);
    model.addAttribute("fields", List.of(login, code));
    return "accounts/signin/code";
  }

  /** The submitted form. */
  record Credentials(
      @NotBlank(message = "Enter your GitHub login.")
          @Size(max = 100, message = "At most 100 characters.")
          String login,
      @NotBlank(message = "Enter a code.") @Size(max = 100, message = "At most 100 characters.")
          String code) {}
}
