package dev.signalbox.accounts.tokens;

import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.Role;
import dev.signalbox.accounts.sessions.MembershipStatus;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** The authentication of an API request: the token, its owner and the current authorities. */
public final class ApiCaller extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  private final transient TokenWithOwner token;
  private final MembershipStatus membershipStatus;

  ApiCaller(TokenWithOwner token, MembershipStatus membershipStatus) {
    super(authorities(token.scopes(), token.owner(), membershipStatus).toList());
    this.token = token;
    this.membershipStatus = membershipStatus;
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

  /** Whether GitHub confirmed the owner's membership recently enough to allow changes. */
  public boolean isConfirmed() {
    return membershipStatus == MembershipStatus.FULL;
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
    return other instanceof ApiCaller that
        && token.equals(that.token)
        && membershipStatus == that.membershipStatus;
  }

  @Override
  public int hashCode() {
    return token.hashCode();
  }

  private static Stream<GrantedAuthority> authorities(
      Set<TokenScope> scopes, Operator owner, MembershipStatus membershipStatus) {
    boolean full = membershipStatus == MembershipStatus.FULL;
    Role role = full || owner.role() != Role.ADMIN ? owner.role() : Role.VIEWER;
    return Stream.concat(
        Stream.of(new SimpleGrantedAuthority("ROLE_" + role)),
        // without a recent confirmation the token is read-only
        scopes.stream()
            .filter(scope -> full || scope == TokenScope.READ)
            .map(scope -> new SimpleGrantedAuthority(scope.authority())));
  }
}
