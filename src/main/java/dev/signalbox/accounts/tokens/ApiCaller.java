package dev.signalbox.accounts.tokens;

import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.Role;
import dev.signalbox.accounts.sessions.Standing;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** The security context's view of a call of the API: whose token, and what it may do now. */
public final class ApiCaller extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  private final transient LiveToken token;
  private final Standing standing;

  ApiCaller(LiveToken token, Standing standing) {
    super(authorities(token.scopes(), token.owner(), standing).toList());
    this.token = token;
    this.standing = standing;
    setAuthenticated(true);
  }

  /** The id of the token. */
  public UUID token() {
    return token.id();
  }

  public String tokenName() {
    return token.name();
  }

  public Set<TokenScope> scopes() {
    return token.scopes();
  }

  Instant expiresAt() {
    return token.expiresAt();
  }

  /** Whether GitHub confirmed the owner's membership recently enough for changes. */
  public boolean confirmed() {
    return standing == Standing.FULL;
  }

  @Override
  public Operator getPrincipal() {
    return token.owner();
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ApiCaller that && token.equals(that.token) && standing == that.standing;
  }

  @Override
  public int hashCode() {
    return token.hashCode();
  }

  private static Stream<GrantedAuthority> authorities(
      Set<TokenScope> scopes, Operator owner, Standing standing) {
    boolean full = standing == Standing.FULL;
    Role role = full || owner.role() != Role.ADMIN ? owner.role() : Role.VIEWER;
    return Stream.concat(
        Stream.of(new SimpleGrantedAuthority("ROLE_" + role)),
        // whoever is not confirmed only looks
        scopes.stream()
            .filter(scope -> full || scope == TokenScope.READ)
            .map(scope -> new SimpleGrantedAuthority(scope.authority())));
  }
}
