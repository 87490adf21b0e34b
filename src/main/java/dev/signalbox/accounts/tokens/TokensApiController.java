package dev.signalbox.accounts.tokens;

import dev.signalbox.accounts.Operator;
import dev.signalbox.api.ApiException;
import dev.signalbox.api.ApiOperation;
import dev.signalbox.api.ApiProblem;
import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.ConsoleProperties;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** The caller's tokens in the API, for example to rotate a token before it expires. */
@RestController
@RequestMapping("/api/v1/tokens")
class TokensApiController {

  private final TokenRepository tokens;
  private final TokenCreation creation;
  private final TokenRevocation revocation;
  private final ConsoleProperties settings;
  private final Clock clock;

  TokensApiController(
      TokenRepository tokens,
      TokenCreation creation,
      TokenRevocation revocation,
      ConsoleProperties settings,
      Clock clock) {
    this.tokens = tokens;
    this.creation = creation;
    this.revocation = revocation;
    this.settings = settings;
    this.clock = clock;
  }

  @ApiOperation(
      id = "listYourAPITokens",
      value = "List your API tokens",
      needs = "Scope read. Active tokens first, then the newest inactive ones.")
  @GetMapping
  List<TokenJson> list(@AuthenticationPrincipal Operator operator) {
    return tokens.findByOwner(operator.id(), TokensPage.MAX_SHOWN).stream()
        .map(token -> TokenJson.of(token, clock.instant()))
        .toList();
  }

  @ApiOperation(
      id = "createAnAPIToken",
      value = "Create an API token",
      needs =
          "Scope write. The new token can't have further scopes or a later expiration"
              + " than the token of the request. It is returned only in this response.",
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
      case TokenCreationOutcome.LimitReached tooMany ->
          throw new ApiException(
              ApiProblem.of(
                  HttpStatus.CONFLICT,
                  "too-many-tokens",
                  "Limit of " + tooMany.max() + " active tokens reached. Revoke one first."));
      case TokenCreationOutcome.InvalidExpiration wrong ->
          throw new ApiException(
              ApiProblem.ofField(
                  "expires_at", "Must be in the future and not after " + wrong.latest() + "."));
      case TokenCreationOutcome.ScopesNotAllowed tooMuch ->
          throw new ApiException(
              ApiProblem.ofField(
                  "scopes",
                  "The token of the request has only: "
                      + tooMuch.allowed().stream()
                          .map(TokenScope::apiName)
                          .sorted()
                          .collect(Collectors.joining(", "))
                      + "."));
    };
  }

  @ApiOperation(
      id = "revokeAnAPIToken",
      value = "Revoke an API token",
      needs = "Scope write. Admins can revoke other users' tokens.")
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(
      @PathVariable UUID id,
      @AuthenticationPrincipal Operator operator,
      HttpServletRequest request) {
    switch (revocation.revoke(id, operator, request.isUserInRole("ADMIN"))) {
      case TokenRevocationOutcome.Done done -> {
        // 204 has no body
      }
      case TokenRevocationOutcome.AlreadyInactive over ->
          throw new ApiException(
              ApiProblem.of(HttpStatus.CONFLICT, "no-change", "The token was already inactive."));
      case TokenRevocationOutcome.Unknown unknown ->
          throw new ApiException(
              ApiProblem.of(HttpStatus.NOT_FOUND, "Token " + id + " not found."));
    }
  }

  /**
   * A token that was just created.
   *
   * @param token the token itself, returned only here
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record NewTokenJson(
      UUID id,
      String name,
      List<TokenScope> scopes,
      Instant createdAt,
      Instant expiresAt,
      String token) {

    static NewTokenJson of(IssuedToken token, Secret secret) {
      return new NewTokenJson(
          token.id(),
          token.name(),
          token.scopes().stream().sorted().toList(),
          token.createdAt(),
          token.expiresAt(),
          secret.reveal());
    }

    @Override
    public String toString() {
      return "NewTokenJson[" + id + "]";
    }
  }

  /**
   * A token in the API.
   *
   * @param live whether the token is active
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record TokenJson(
      UUID id,
      String name,
      List<TokenScope> scopes,
      boolean live,
      Instant createdAt,
      Instant expiresAt,
      @Nullable Instant lastUsedAt,
      @Nullable String lastUsedFrom,
      @Nullable Instant revokedAt,
      @Nullable String revokedBy) {

    static TokenJson of(IssuedToken token, Instant now) {
      return new TokenJson(
          token.id(),
          token.name(),
          token.scopes().stream().sorted().toList(),
          token.isActive(now),
          token.createdAt(),
          token.expiresAt(),
          token.lastUsedAt(),
          token.lastUsedFrom(),
          token.revokedAt(),
          token.revokedBy());
    }
  }

  /** The request body for a new token. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record TokenRequestJson(
      @NotBlank(message = "Enter a name.")
          @Size(max = TokenRequest.MAX_NAME_LENGTH, message = "At most 100 characters.")
          String name,
      @NotEmpty(message = "Select at least one scope.") List<@NotNull TokenScope> scopes,
      @NotNull(message = "Enter an expiration time.") Instant expiresAt) {

    TokenRequest request() {
      return new TokenRequest(name.strip(), Set.copyOf(scopes), expiresAt);
    }
  }
}
