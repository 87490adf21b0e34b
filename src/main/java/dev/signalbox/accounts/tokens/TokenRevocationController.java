package dev.signalbox.accounts.tokens;

import dev.signalbox.accounts.Operator;
import dev.signalbox.web.Confirm;
import dev.signalbox.web.Flash;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.LocalPath;
import dev.signalbox.web.NotFound;
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

/** The end of a token: one's own, and for an admin anybody's. */
@Controller
class TokenRevocationController {

  private static final String OWN = "/tokens";

  private final Tokens tokens;
  private final TokenRevocation revocation;
  private final FlashCookie flashes;
  private final Clock clock;

  TokenRevocationController(
      Tokens tokens, TokenRevocation revocation, FlashCookie flashes, Clock clock) {
    this.tokens = tokens;
    this.revocation = revocation;
    this.flashes = flashes;
    this.clock = clock;
  }

  @GetMapping("/tokens/{id}")
  String confirm(
      @PathVariable String id,
      @RequestParam(defaultValue = OWN) String to,
      @AuthenticationPrincipal Operator operator,
      HttpServletRequest request,
      Model model) {
    TokenLine token =
        tokens
            .find(key(id))
            .filter(found -> anybodys(request) || found.owner().id().equals(operator.id()))
            .map(found -> TokenLine.of(found, true, clock))
            .orElseThrow(() -> missing(id));
    String back = LocalPath.of(to);
    model.addAttribute("token", token);
    model.addAttribute("to", back);
    model.addAttribute(
        "confirm",
        new Confirm(
            "/tokens/" + token.id(),
            "delete",
            "Whatever uses this token is refused from its next call on",
            consequence(token),
            "Revoke this token",
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
    flashes.say(
        response,
        switch (revocation.revoke(key(id), operator, anybodys(request))) {
          case TokenRevocationOutcome.Done done ->
              Flash.done("The token " + done.token().name() + " is revoked.");
          case TokenRevocationOutcome.AlreadyOver over ->
              Flash.refused("The token " + over.token().name() + " had ended already.");
          case TokenRevocationOutcome.Unknown unknown -> throw missing(id);
        });
    return "redirect:" + LocalPath.of(to);
  }

  private static String consequence(TokenLine token) {
    @Nullable String from = token.lastUsedFrom();
    String used =
        token.lastUsed() == null
            ? "It was never used."
            : "It was last used "
                + token.lastUsed().relative()
                + (from == null ? "." : " from " + from + ".");
    return used + " A revoked token does not come back; make a new one instead.";
  }

  /** As of now: an admin whose membership is not confirmed only looks. */
  private static boolean anybodys(HttpServletRequest request) {
    return request.isUserInRole("ADMIN");
  }

  private static UUID key(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw missing(id);
    }
  }

  private static NotFound missing(String id) {
    return new NotFound("token", id, OWN, "your tokens");
  }
}
