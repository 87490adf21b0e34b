package dev.signalbox.accounts.signin;

import dev.signalbox.accounts.Accounts;
import dev.signalbox.accounts.RegistrationRules;
import dev.signalbox.accounts.github.GitHubAddress;
import dev.signalbox.accounts.sessions.Ending;
import dev.signalbox.accounts.sessions.SignedIn;
import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.Settings;
import dev.signalbox.web.LocalPath;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages before the door. */
@Controller
class SignInController {

  private static final Logger log = LoggerFactory.getLogger(SignInController.class);

  private final RegistrationRules rules;
  private final SignInFailures failures;
  private final PermissionReset reset;
  private final Accounts accounts;
  private final String gitHub;

  SignInController(
      RegistrationRules rules,
      SignInFailures failures,
      PermissionReset reset,
      Accounts accounts,
      Settings settings) {
    this.rules = rules;
    this.failures = failures;
    this.reset = reset;
    this.accounts = accounts;
    this.gitHub = GitHubAddress.of(settings.github().url()).instance();
  }

  @GetMapping("/sign-in")
  String signIn(
      @RequestParam(defaultValue = "") String because,
      @RequestParam(defaultValue = "/") String to,
      Model model) {
    if (SignedIn.current().isPresent()) {
      return "redirect:" + LocalPath.of(to);
    }
    @Nullable Ending ending = Ending.ofWord(because).orElse(null);
    model.addAttribute(
        "page", SignInPage.of(organizations(), gitHub, ending, LocalPath.of(to), false));
    return "accounts/signin/index";
  }

  @GetMapping("/sign-in/again")
  String again(@RequestParam(defaultValue = "/") String to, Model model) {
    model.addAttribute(
        "page", SignInPage.of(organizations(), gitHub, null, LocalPath.of(to), true));
    return "accounts/signin/again";
  }

  /** Null while the database is away: the way in stays open for the moment when it is back. */
  private @Nullable List<String> organizations() {
    try {
      return rules.current().names();
    } catch (DataAccessException e) {
      log.warn("Who may sign in is not known: {}", e.getMessage());
      return null;
    }
  }

  @GetMapping("/sign-in/refused")
  String refused(HttpServletRequest request, HttpServletResponse response, Model model) {
    Optional<Refusal> refusal = failures.toldTo(request);
    if (refusal.isEmpty()) {
      return "redirect:/sign-in";
    }
    response.setStatus(
        (refusal.get().outage() ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.FORBIDDEN).value());
    model.addAttribute("gitHub", gitHub);
    model.addAttribute("refusal", refusal.get());
    return "accounts/signin/refused";
  }

  /**
   * Forgets the permission at GitHub. Needs no token against forgery: it takes the sealed cookie of
   * a refusal from this very browser, and a page of another site cannot send that along.
   */
  @DeleteMapping("/sign-in/authorization")
  String reset(HttpServletRequest request, HttpServletResponse response) {
    failures
        .toldTo(request)
        .map(Refusal::token)
        .ifPresent(token -> reset.resetPermission(new Secret(token)));
    failures.forget(response);
    return "redirect:/sign-in?because=" + Ending.RESET.word();
  }

  /** Reached by a forward from any page of the console that a member asked for. */
  @RequestMapping(path = "/no-console", method = RequestMethod.GET)
  String noConsole(HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.FORBIDDEN.value());
    model.addAttribute("login", SignedIn.current().orElseThrow().operator().login());
    model.addAttribute("admins", accounts.adminLogins(5));
    return "accounts/signin/no-console";
  }
}
