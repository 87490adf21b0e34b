package dev.signalbox.accounts.tokens;

import dev.signalbox.accounts.Accounts;
import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.Person;
import dev.signalbox.web.Empty;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.NotFound;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Other people's tokens: a list of all, and a panel for a person's page. */
@Controller
@InSection(Section.USERS)
class AllTokensController {

  private static final Empty NONE =
      new Empty("No tokens", "This person has never made one.", null, null);

  private final EverybodysTokens everybodys;
  private final Tokens tokens;
  private final Accounts accounts;
  private final Clock clock;

  AllTokensController(EverybodysTokens everybodys, Tokens tokens, Accounts accounts, Clock clock) {
    this.everybodys = everybodys;
    this.tokens = tokens;
    this.accounts = accounts;
    this.clock = clock;
  }

  @GetMapping("/tokens/all")
  String index(
      @RequestParam Map<String, String> parameters,
      @AuthenticationPrincipal Operator operator,
      HttpServletRequest request,
      Model model) {
    ListUrl url = new ListUrl("/tokens/all", parameters);
    model.addAttribute(
        "page",
        AllTokensPage.of(
            url,
            everybodys.count(true),
            everybodys.count(false),
            everybodys.page(url),
            mayRevoke(operator, request),
            clock));
    return "accounts/tokens/all";
  }

  @Fragment
  @GetMapping("/tokens/all")
  String list(
      @RequestParam Map<String, String> parameters,
      @AuthenticationPrincipal Operator operator,
      HttpServletRequest request,
      Model model) {
    index(parameters, operator, request, model);
    return "accounts/tokens/all :: list";
  }

  @Fragment
  @GetMapping("/users/{id}/tokens")
  String panel(
      @PathVariable String id,
      @AuthenticationPrincipal Operator operator,
      HttpServletRequest request,
      Model model) {
    Person person = person(id);
    model.addAttribute("person", person.id().toString());
    model.addAttribute(
        "page",
        TokensPage.of(
            tokens.of(person.id(), TokensPage.MOST_SHOWN + 1),
            mayRevoke(operator, request),
            NONE,
            clock));
    return "accounts/tokens/_panel";
  }

  private static Predicate<IssuedToken> mayRevoke(Operator operator, HttpServletRequest request) {
    boolean anybodys = request.isUserInRole("ADMIN");
    return token -> anybodys || token.owner().id().equals(operator.id());
  }

  private Person person(String id) {
    return key(id).flatMap(accounts::find).orElseThrow(() -> missing(id));
  }

  private static Optional<UUID> key(String id) {
    try {
      return Optional.of(UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static NotFound missing(String id) {
    return new NotFound("user", id, "/users", "the list of users");
  }
}
