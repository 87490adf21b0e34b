package dev.signalbox.accounts.tokens;

import dev.signalbox.accounts.Operator;
import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.Settings;
import dev.signalbox.web.CurrentVisitor;
import dev.signalbox.web.Dangerous;
import dev.signalbox.web.Empty;
import dev.signalbox.web.Fragment;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** One's own tokens. A new one is shown by the answer that made it and never again. */
@Controller
class TokensController {

  private static final Empty NONE =
      new Empty(
          "You have no token",
          "A script or a service shows a token where you would sign in.",
          "New token",
          "/tokens/new");

  private final Tokens tokens;
  private final TokenCreation creation;
  private final CurrentVisitor visitors;
  private final Settings settings;
  private final Clock clock;

  TokensController(
      Tokens tokens,
      TokenCreation creation,
      CurrentVisitor visitors,
      Settings settings,
      Clock clock) {
    this.tokens = tokens;
    this.creation = creation;
    this.visitors = visitors;
    this.settings = settings;
    this.clock = clock;
  }

  @GetMapping("/tokens")
  String index(@AuthenticationPrincipal Operator operator, Model model) {
    model.addAttribute(
        "page",
        TokensPage.of(
            tokens.of(operator.id(), TokensPage.MOST_SHOWN + 1), token -> true, NONE, clock));
    return "accounts/tokens/index";
  }

  @Fragment
  @GetMapping("/tokens")
  String list(@AuthenticationPrincipal Operator operator, Model model) {
    index(operator, model);
    return "accounts/tokens/index :: list";
  }

  @Dangerous
  @GetMapping("/tokens/new")
  String form(Model model) {
    model.addAttribute("page", NewTokenPage.empty(visitors.visitor().orElseThrow(), clock));
    return "accounts/tokens/new";
  }

  @Dangerous
  @PostMapping("/tokens")
  String create(
      @Valid @ModelAttribute("form") TokenForm form,
      BindingResult errors,
      @AuthenticationPrincipal Operator operator,
      HttpServletResponse response,
      Model model) {
    Instant now = clock.instant();
    TokenLimits limits = TokenLimits.ofAPerson(now);
    // looked at here too, so that the form tells everything that is wrong at once
    Optional<Instant> end = form.end().filter(day -> limits.admit(day, now));
    if (end.isEmpty()) {
      wrongDay(errors);
    }
    if (errors.hasErrors()) {
      return rejected(form, errors, response, model);
    }
    Set<TokenScope> scopes = form.chosen();
    TokenRequest request = new TokenRequest(form.name().strip(), scopes, end.orElseThrow());
    return switch (creation.create(request, limits, operator)) {
      case TokenCreationOutcome.Created created ->
          shown(created.token(), created.secret(), response, model);
      case TokenCreationOutcome.TooMany tooMany -> {
        errors.rejectValue(
            "name",
            "full",
            "You have " + tooMany.most() + " live tokens, the most there may be; revoke one.");
        yield rejected(form, errors, response, model);
      }
      case TokenCreationOutcome.WrongExpiry wrong -> {
        wrongDay(errors);
        yield rejected(form, errors, response, model);
      }
      case TokenCreationOutcome.TooMuch tooMuch -> {
        errors.rejectValue("scopes", "scopes", "Choose among these scopes.");
        yield rejected(form, errors, response, model);
      }
    };
  }

  private String shown(
      IssuedToken token, Secret secret, HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.CREATED.value());
    model.addAttribute("token", TokenLine.of(token, true, clock));
    model.addAttribute("secret", secret.reveal());
    model.addAttribute("example", Example.of(settings, token));
    return "accounts/tokens/created";
  }

  private String rejected(
      TokenForm form, BindingResult errors, HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    model.addAttribute(
        "page", NewTokenPage.sent(form, errors, visitors.visitor().orElseThrow(), clock));
    return "accounts/tokens/new";
  }

  private void wrongDay(BindingResult errors) {
    errors.rejectValue("expires", "expires", NewTokenPage.wrongDay(clock));
  }

  /** A first call to try; the token stands in a variable so that it stays out of the history. */
  private record Example(String before, String command) {

    static Example of(Settings settings, IssuedToken token) {
      return new Example(
          "read -rs SIGNALBOX_TOKEN && export SIGNALBOX_TOKEN",
          "curl -H \"Authorization: Bearer $SIGNALBOX_TOKEN\" "
              + settings.publicUrl()
              + (token.scopes().contains(TokenScope.READ)
                  ? "/api/v1/tokens"
                  : "/api/v1/openapi.json"));
    }
  }
}
