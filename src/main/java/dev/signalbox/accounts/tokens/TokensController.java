package dev.signalbox.accounts.tokens;

import dev.signalbox.accounts.FormResults;
import dev.signalbox.accounts.Operator;
import dev.signalbox.remote.ActionRisk;
import dev.signalbox.settings.ConsoleProperties;
import dev.signalbox.web.CurrentUserProvider;
import dev.signalbox.web.EmptyState;
import dev.signalbox.web.FormKeys;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.RequiresReauthentication;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The user's own tokens. A new token is shown on the next page, for at most five minutes. */
@Controller
class TokensController {

  private static final EmptyState NONE =
      new EmptyState(
          "No API tokens", "Use a token to call the API from scripts.", "New token", "/tokens/new");

  private final TokenRepository tokens;
  private final TokenCreation creation;
  private final FormResults results;
  private final CurrentUserProvider currentUserProvider;
  private final ConsoleProperties settings;
  private final Clock clock;

  TokensController(
      TokenRepository tokens,
      TokenCreation creation,
      FormResults results,
      CurrentUserProvider currentUserProvider,
      ConsoleProperties settings,
      Clock clock) {
    this.tokens = tokens;
    this.creation = creation;
    this.results = results;
    this.currentUserProvider = currentUserProvider;
    this.settings = settings;
    this.clock = clock;
  }

  @GetMapping("/tokens")
  String index(@AuthenticationPrincipal Operator operator, Model model) {
    model.addAttribute(
        "page",
        TokensPage.of(
            tokens.findByOwner(operator.id(), TokensPage.MAX_SHOWN + 1),
            token -> true,
            NONE,
            clock));
    return "accounts/tokens/index";
  }

  @Fragment
  @GetMapping("/tokens")
  String list(@AuthenticationPrincipal Operator operator, Model model) {
    index(operator, model);
    return "accounts/tokens/index :: list";
  }

  @RequiresReauthentication(value = ActionRisk.HIGH, byGitHub = true)
  @GetMapping("/tokens/new")
  String form(Model model) {
    model.addAttribute(
        "page", NewTokenPage.empty(currentUserProvider.currentUser().orElseThrow(), clock));
    return "accounts/tokens/new";
  }

  @RequiresReauthentication(value = ActionRisk.HIGH, byGitHub = true)
  @PostMapping("/tokens")
  String create(
      @Valid @ModelAttribute("form") TokenForm form,
      BindingResult errors,
      @AuthenticationPrincipal Operator operator,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Instant now = clock.instant();
    TokenLimits limits = TokenLimits.forUser(now);
    // also checked here, so that the form reports all errors at once
    Optional<Instant> end = form.expiration(now).filter(day -> limits.allowsExpiration(day, now));
    if (end.isEmpty()) {
      rejectExpiration(errors);
    }
    if (!errors.hasFieldErrors("scopes") && form.hasUnknownScopes()) {
      rejectScopes(errors);
    }
    if (errors.hasErrors()) {
      return rejected(form, errors, response, model);
    }
    Set<TokenScope> scopes = form.selectedScopes();
    TokenRequest wanted = new TokenRequest(form.name().strip(), scopes, end.orElseThrow());
    return switch (creation.create(wanted, limits, operator)) {
      case TokenCreationOutcome.Created created ->
          "redirect:/tokens/created?form="
              + results.store(
                  FormKeys.of(request),
                  created.token().id() + " " + created.secret().reveal(),
                  operator);
      case TokenCreationOutcome.LimitReached tooMany -> {
        errors.rejectValue(
            "name",
            "full",
            "Limit of " + tooMany.max() + " active tokens reached. Revoke one first.");
        yield rejected(form, errors, response, model);
      }
      case TokenCreationOutcome.InvalidExpiration wrong -> {
        rejectExpiration(errors);
        yield rejected(form, errors, response, model);
      }
      case TokenCreationOutcome.ScopesNotAllowed tooMuch -> {
        rejectScopes(errors);
        yield rejected(form, errors, response, model);
      }
    };
  }

  /** Shows a new token to its owner; after five minutes redirects to the list. */
  @GetMapping("/tokens/created")
  String created(
      @RequestParam(required = false) @Nullable UUID form,
      @AuthenticationPrincipal Operator operator,
      Model model) {
    return Optional.ofNullable(form)
        .flatMap(key -> results.find(key, operator))
        .flatMap(created -> showCreated(created, model))
        .orElse("redirect:/tokens");
  }

  private Optional<String> showCreated(String created, Model model) {
    String[] idAndSecret = created.split(" ", 2);
    return tokens
        .find(UUID.fromString(idAndSecret[0]))
        .map(
            token -> {
              model.addAttribute("token", TokenRow.of(token, true, clock));
              model.addAttribute("secret", idAndSecret[1]);
              model.addAttribute("example", Example.of(settings, token));
              return "accounts/tokens/created";
            });
  }

  private String rejected(
      TokenForm form, BindingResult errors, HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    model.addAttribute(
        "page",
        NewTokenPage.submitted(form, errors, currentUserProvider.currentUser().orElseThrow()));
    return "accounts/tokens/new";
  }

  private static void rejectScopes(BindingResult errors) {
    errors.rejectValue("scopes", "scopes", "Select only the listed scopes.");
  }

  private void rejectExpiration(BindingResult errors) {
    errors.rejectValue("expires", "expires", NewTokenPage.invalidDateMessage(clock));
  }

  /** An example request; the token is in a variable to keep it out of the shell history. */
  private record Example(String before, String command) {

    static Example of(ConsoleProperties settings, IssuedToken token) {
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
