package dev.signalbox.accounts.signin;

import dev.signalbox.accounts.AccountService;
import dev.signalbox.accounts.AccountsProperties;
import dev.signalbox.accounts.sessions.SessionEndReason;
import dev.signalbox.github.GitHubProperties;
import dev.signalbox.secrets.Secret;
import dev.signalbox.web.LocalPath;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of a refused sign-in, and the reset of the GitHub authorization that it offers. */
@Controller
class SignInRefusalController {

  private static final Logger log = LoggerFactory.getLogger(SignInRefusalController.class);

  private final SignInFailureHandler failures;
  private final AuthorizationReset reset;
  private final AccountService accounts;
  private final boolean oneTimeCodes;
  private final String gitHub;

  SignInRefusalController(
      SignInFailureHandler failures,
      AuthorizationReset reset,
      AccountService accounts,
      AccountsProperties accountsProperties,
      GitHubProperties gitHubProperties) {
    this.failures = failures;
    this.reset = reset;
    this.accounts = accounts;
    this.oneTimeCodes = accountsProperties.oneTimeCodes();
    this.gitHub = gitHubProperties.address().instance();
  }

  @GetMapping("/sign-in/refused")
  String refused(
      @RequestParam(defaultValue = "/") String to,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Optional<SignInRefusal> refusal = failures.readRefusal(request);
    if (refusal.isEmpty()) {
      return "redirect:/sign-in";
    }
    response.setStatus(
        (refusal.get().isOutage() ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.FORBIDDEN).value());
    model.addAttribute("gitHub", gitHub);
    model.addAttribute("to", LocalPath.of(to));
    model.addAttribute("refusal", refusal.get());
    model.addAttribute("oneTimeCodes", oneTimeCodes && refusal.get().isOutage());
    model.addAttribute(
        "admins", refusal.get().isResolvedByAdmin() ? adminsOrNone() : List.<String>of());
    return "accounts/signin/refused";
  }

  /**
   * Revokes the GitHub authorization of a refused user. Works without a CSRF token: it requires the
   * sealed refusal cookie, which is SameSite=Lax and so not sent with cross-site requests.
   */
  @DeleteMapping("/sign-in/authorization")
  String reset(
      @RequestParam(defaultValue = "/") String to,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    failures
        .readRefusal(request)
        .map(SignInRefusal::token)
        .ifPresent(token -> reset.resetAuthorization(new Secret(token)));
    failures.clearRefusal(response);
    String signIn = "redirect:/sign-in?because=" + SessionEndReason.RESET.code();
    if (LocalPath.of(to).equals("/")) {
      return signIn;
    }
    // RedirectView encodes the value.
    model.addAttribute("to", LocalPath.of(to));
    return signIn + "&to={to}";
  }

  private List<String> adminsOrNone() {
    try {
      return accounts.adminLogins(SignInController.MAX_ADMINS);
    } catch (DataAccessException e) {
      log.warn("Could not read the admins: {}", e.getMessage());
      return List.of();
    }
  }
}
