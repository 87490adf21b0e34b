package dev.signalbox.accounts.signin;

import dev.signalbox.accounts.AccountService;
import dev.signalbox.accounts.AccountsProperties;
import dev.signalbox.accounts.RegistrationPolicyRepository;
import dev.signalbox.accounts.Role;
import dev.signalbox.accounts.sessions.OperatorAuthentication;
import dev.signalbox.accounts.sessions.SessionEndReason;
import dev.signalbox.accounts.sessions.UnconfirmedReauthentication;
import dev.signalbox.github.GitHubAvailability;
import dev.signalbox.github.GitHubProperties;
import dev.signalbox.web.LocalPath;
import dev.signalbox.web.TimestampView;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages that are reachable without signing in, and the page for members. */
@Controller
class SignInController {

  private static final Logger log = LoggerFactory.getLogger(SignInController.class);

  /** Number of admins that pages name. */
  static final int MAX_ADMINS = 5;

  private final RegistrationPolicyRepository rules;
  private final AccountService accounts;
  private final UnconfirmedReauthentication reauthentication;
  private final GitHubAvailability availability;
  private final boolean oneTimeCodes;
  private final String gitHub;

  SignInController(
      RegistrationPolicyRepository rules,
      AccountService accounts,
      UnconfirmedReauthentication reauthentication,
      GitHubAvailability availability,
      AccountsProperties accountsProperties,
      GitHubProperties gitHubProperties) {
    this.rules = rules;
    this.accounts = accounts;
    this.reauthentication = reauthentication;
    this.availability = availability;
    this.oneTimeCodes = accountsProperties.oneTimeCodes();
    this.gitHub = gitHubProperties.address().instance();
  }

  @GetMapping("/sign-in")
  String signIn(
      @RequestParam(defaultValue = "") String because,
      @RequestParam(defaultValue = "/") String to,
      Model model) {
    if (OperatorAuthentication.current().isPresent()) {
      return "redirect:" + LocalPath.of(to);
    }
    @Nullable SessionEndReason endReason = SessionEndReason.ofCode(because).orElse(null);
    model.addAttribute(
        "page", new SignInPage(gitHub, organizations(), endReason, LocalPath.of(to), false));
    model.addAttribute("oneTimeCodes", oneTimeCodes);
    model.addAttribute(
        "outage",
        availability.outage().map(outage -> TimestampView.timeOfDay(outage.since())).orElse(null));
    return "accounts/signin/index";
  }

  @GetMapping("/sign-in/again")
  String again(
      @RequestParam(defaultValue = "/") String to,
      @RequestParam(defaultValue = "") String with,
      Model model) {
    OperatorAuthentication signedIn = OperatorAuthentication.current().orElseThrow();
    boolean byGitHub = with.equals("github");
    model.addAttribute("byGitHub", byGitHub);
    model.addAttribute(
        "oneTimeCodes", oneTimeCodes && !byGitHub && signedIn.operator().role() == Role.ADMIN);
    model.addAttribute("withoutGitHub", !byGitHub && reauthentication.isAllowed(signedIn));
    model.addAttribute(
        "page", new SignInPage(gitHub, organizations(), null, LocalPath.of(to), true));
    return "accounts/signin/again";
  }

  /** Returns null if the database is down, so that the sign-in page still renders. */
  private @Nullable List<String> organizations() {
    try {
      return rules.current().names();
    } catch (DataAccessException e) {
      log.warn("Could not read the registration rules: {}", e.getMessage());
      return null;
    }
  }

  /** Target of the forward from any console page that a user with the role member requests. */
  @RequestMapping(path = "/no-console", method = RequestMethod.GET)
  String noConsole(HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.FORBIDDEN.value());
    model.addAttribute("login", OperatorAuthentication.current().orElseThrow().operator().login());
    model.addAttribute("admins", accounts.adminLogins(MAX_ADMINS));
    return "accounts/signin/no-console";
  }

  /**
   * Model of the sign-in page and of the re-authentication page.
   *
   * @param gitHub the GitHub host used for sign-in
   * @param organizations whose members can sign in; empty where any GitHub account can; null while
   *     the database is down
   * @param endReason why the last session ended, or null
   * @param to the local path to open after the sign-in
   * @param again whether this is the re-authentication before a dangerous action
   */
  record SignInPage(
      String gitHub,
      @Nullable List<String> organizations,
      @Nullable SessionEndReason endReason,
      String to,
      boolean again) {

    /** States in one sentence who can sign in. */
    public String instructions() {
      if (organizations == null) {
        return "The database is not responding. You can sign in again once it is back.";
      }
      if (organizations.isEmpty()) {
        return "Sign in with any account at " + gitHub + ".";
      }
      return "Sign in with a GitHub account that belongs to "
          + String.join(" or ", organizations)
          + ".";
    }
  }
}
