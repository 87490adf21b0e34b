package dev.signalbox.accounts.tokens;

import dev.signalbox.accounts.Operator;
import dev.signalbox.api.ApiOperation;
import dev.signalbox.api.ApiProblem;
import dev.signalbox.api.ApiRefusal;
import dev.signalbox.settings.Settings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's own tokens for scripts, such as one that exchanges its token before it expires. */
@RestController
@RequestMapping("/api/v1/tokens")
class TokensApiController {

  private final Tokens tokens;
  private final TokenCreation creation;
  private final TokenRevocation revocation;
  private final Settings settings;
  private final Clock clock;

  TokensApiController(
      Tokens tokens,
      TokenCreation creation,
      TokenRevocation revocation,
      Settings settings,
      Clock clock) {
    this.tokens = tokens;
    this.creation = creation;
    this.revocation = revocation;
    this.settings = settings;
    this.clock = clock;
  }

  @ApiOperation(
      value = "List your tokens",
      needs = "Scope read. Live ones come first; of those that ended, the newest.")
  @GetMapping
  List<TokenJson> list(@AuthenticationPrincipal Operator operator) {
    return tokens.of(operator.id(), TokensPage.MOST_SHOWN).stream()
        .map(token -> TokenJson.of(token, clock.instant()))
        .toList();
  }

  @ApiOperation(
      value = "Make a token",
      needs =
          "Scope write. The new token has no scope that the calling one lacks and ends no later;"
              + " it is told once, in this answer.",
      example =
          "{\"name\": \"nightly report\", \"scopes\": [\"read\"],"
              + " \"expires_at\": \"2027-01-31T00:00:00Z\"}")
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<NewTokenJson> create(@Valid @RequestBody TokenRequestJson body, ApiCaller caller) {
    TokenLimits limits = TokenLimits.of(caller, clock.instant());
    return switch (creation.create(body.request(), limits, caller.getPrincipal())) {
      case TokenCreationOutcome.Created created ->
          ResponseEntity.created(
                  URI.create(settings.publicUrl() + "/api/v1/tokens/" + created.token().id()))
              .body(NewTokenJson.of(created.token(), created.secret()));
      case TokenCreationOutcome.TooMany tooMany ->
          throw new ApiRefusal(
              ApiProblem.of(
                  HttpStatus.CONFLICT,
                  "too-many-tokens",
                  "You have " + tooMany.most() + " live tokens, the most there may be."));
      case TokenCreationOutcome.WrongExpiry wrong ->
          throw new ApiRefusal(
              ApiProblem.ofField(
                  "expires_at", "It ends in the future and not after " + wrong.latest() + "."));
      case TokenCreationOutcome.TooMuch tooMuch ->
          throw new ApiRefusal(
              ApiProblem.ofField(
                  "scopes",
                  "The calling token has only: "
                      + tooMuch.allowed().stream()
                          .map(TokenScope::word)
                          .sorted()
                          .collect(Collectors.joining(", "))
                      + "."));
    };
  }

  @ApiOperation(
      value = "Revoke a token",
      needs = "Scope write. Your own, and with the role admin anybody's.")
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(
      @PathVariable UUID id,
      @AuthenticationPrincipal Operator operator,
      HttpServletRequest request) {
    switch (revocation.revoke(id, operator, request.isUserInRole("ADMIN"))) {
      case TokenRevocationOutcome.Done done -> {
        // 204 says it all
      }
      case TokenRevocationOutcome.AlreadyOver over ->
          throw new ApiRefusal(
              ApiProblem.of(HttpStatus.CONFLICT, "already-so", "The token had ended already."));
      case TokenRevocationOutcome.Unknown unknown ->
          throw new ApiRefusal(
              ApiProblem.of(HttpStatus.NOT_FOUND, "There is no token " + id + "."));
    }
  }
}
