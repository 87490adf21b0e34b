package dev.signalbox.accounts.tokens;

import dev.signalbox.accounts.Operator;
import dev.signalbox.web.ConfirmPanel;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.LocalPath;
import dev.signalbox.web.ObjectNotFoundException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Confirmation and revocation of a token. Users revoke their own tokens, admins any. */
@Controller
class TokenRevocationController {

  private static final String OWN = "/tokens";

  private final TokenRepository tokens;
  private final TokenRevocation revocation;
  private final FlashCookie flashCookie;
  private final Clock clock;

  TokenRevocationController(
      TokenRepository tokens, TokenRevocation revocation, FlashCookie flashCookie, Clock clock) {
    this.tokens = tokens;
    this.revocation = revocation;
    this.flashCookie = flashCookie;
    this.clock = clock;
  }

  @GetMapping("/tokens/{id}")
  String confirm(
      @PathVariable String id,
      @RequestParam(defaultValue = OWN) String to,
      @AuthenticationPrincipal Operator operator,
      HttpServletRequest request,
      Model model) {
    TokenRow token =
        tokens
            .find(parseId(id))
            .filter(found -> isAdmin(request) || found.owner().id().equals(operator.id()))
            .map(found -> TokenRow.of(found, true, clock))
            .orElseThrow(() -> notFound(id));
    String back = LocalPath.of(to);
    model.addAttribute("token", token);
    model.addAttribute("to", back);
    model.addAttribute(
        "confirm",
        new ConfirmPanel(
            "/tokens/" + token.id(),
            "delete",
            "Requests with this token fail immediately",
            consequence(token),
            "Revoke token",
            "key-off",
            back,
            null,
            null));
    return "accounts/tokens/revocation";
  }

  @DeleteMapping("/tokens/{id}")
  String revoke(
      @PathVariable String id,
      @RequestParam(defaultValue = OWN) String to,
      @AuthenticationPrincipal Operator operator,
      HttpServletRequest request,
      HttpServletResponse response) {
    flashCookie.add(
        response,
        switch (revocation.revoke(parseId(id), operator, isAdmin(request))) {
          case TokenRevocationOutcome.Done done ->
              FlashMessage.success("Token “" + done.token().name() + "” revoked.");
          case TokenRevocationOutcome.AlreadyInactive inactive ->
              FlashMessage.error("Token “" + inactive.token().name() + "” was already inactive.");
          case TokenRevocationOutcome.Unknown unknown -> throw notFound(id);
        });
    return "redirect:" + LocalPath.of(to);
  }

  private static String consequence(TokenRow token) {
    @Nullable String from = token.lastUsedFrom();
    String used =
        token.lastUsed() == null
            ? "Never used."
            : "Last used "
                + token.lastUsed().relative()
                + (from == null ? "." : " from " + from + ".");
    return used + " This can't be undone.";
  }

  /** The effective role: an admin without a confirmed membership is read-only. */
  private static boolean isAdmin(HttpServletRequest request) {
    return request.isUserInRole("ADMIN");
  }

  private static UUID parseId(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw notFound(id);
    }
  }

  private static ObjectNotFoundException notFound(String id) {
    return new ObjectNotFoundException("token", id, OWN, "your API tokens");
  }
}
