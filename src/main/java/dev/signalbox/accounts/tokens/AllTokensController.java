package dev.signalbox.accounts.tokens;

import dev.signalbox.accounts.AccountService;
import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.UserAccount;
import dev.signalbox.web.EmptyState;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.ObjectNotFoundException;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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

/** All users' tokens, and the tokens panel of a user's page. */
@Controller
@InSection(Section.USERS)
class AllTokensController {

  private static final EmptyState NONE = new EmptyState("No API tokens", "None.", null, null);

  private final TokenQueries allTokens;
  private final TokenRepository tokens;
  private final AccountService accounts;
  private final Clock clock;

  AllTokensController(
      TokenQueries allTokens, TokenRepository tokens, AccountService accounts, Clock clock) {
    this.allTokens = allTokens;
    this.tokens = tokens;
    this.accounts = accounts;
    this.clock = clock;
  }

  @GetMapping("/tokens/all")
  String index(
      @RequestParam Map<String, String> parameters,
      @AuthenticationPrincipal Operator operator,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    ListUrl url = TokenQueries.PARAMETERS.read("/tokens/all", parameters, response);
    return page(url, mayRevoke(operator, request), model);
  }

  @Fragment
  @GetMapping("/tokens/all")
  String list(
      @RequestParam Map<String, String> parameters,
      @AuthenticationPrincipal Operator operator,
      HttpServletRequest request,
      Model model) {
    page(
        TokenQueries.PARAMETERS.read("/tokens/all", parameters),
        mayRevoke(operator, request),
        model);
    return "accounts/tokens/all :: list";
  }

  private String page(ListUrl url, Predicate<IssuedToken> mayRevoke, Model model) {
    model.addAttribute(
        "page",
        AllTokensPage.of(
            url,
            allTokens.count(true),
            allTokens.count(false),
            allTokens.page(url),
            mayRevoke,
            clock));
    return "accounts/tokens/all";
  }

  @Fragment
  @GetMapping("/users/{id}/tokens")
  String panel(
      @PathVariable String id,
      @AuthenticationPrincipal Operator operator,
      HttpServletRequest request,
      Model model) {
    UserAccount user = user(id);
    model.addAttribute("userId", user.id().toString());
    model.addAttribute(
        "page",
        TokensPage.of(
            tokens.findByOwner(user.id(), TokensPage.MAX_SHOWN + 1),
            mayRevoke(operator, request),
            NONE,
            clock));
    return "accounts/tokens/_panel :: content";
  }

  private static Predicate<IssuedToken> mayRevoke(Operator operator, HttpServletRequest request) {
    boolean isAdmin = request.isUserInRole("ADMIN");
    return token -> isAdmin || token.owner().id().equals(operator.id());
  }

  private UserAccount user(String id) {
    return parseId(id).flatMap(accounts::find).orElseThrow(() -> notFound(id));
  }

  private static Optional<UUID> parseId(String id) {
    try {
      return Optional.of(UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static ObjectNotFoundException notFound(String id) {
    return new ObjectNotFoundException("user", id, "/users", "the list of users");
  }
}
