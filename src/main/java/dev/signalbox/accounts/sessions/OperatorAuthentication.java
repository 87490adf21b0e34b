package dev.signalbox.accounts.sessions;

import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.Role;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/** The authentication of a request: operator, effective role and session. */
public final class OperatorAuthentication extends AbstractAuthenticationToken {

  /**
   * The role of an admin who confirmed their identity without GitHub, after GitHub has not
   * confirmed the membership for an hour.
   */
  public static final String UNCONFIRMED_ADMIN = "UNCONFIRMED_ADMIN";

  private static final long serialVersionUID = 1L;

  private final transient LiveSession session;
  private final MembershipStatus membershipStatus;

  OperatorAuthentication(LiveSession session, MembershipStatus membershipStatus) {
    super(authorities(session, membershipStatus));
    this.session = session;
    this.membershipStatus = membershipStatus;
    setAuthenticated(true);
  }

  /** The authentication of the current request; empty if it is unauthenticated. */
  public static Optional<OperatorAuthentication> current() {
    return SecurityContextHolder.getContext().getAuthentication()
            instanceof OperatorAuthentication signedIn
        ? Optional.of(signedIn)
        : Optional.empty();
  }

  public Operator operator() {
    return session.operator();
  }

  /** Whether the session was started with a one-time code instead of GitHub. */
  public boolean hasOneTimeCode() {
    return session.hasOneTimeCode();
  }

  LiveSession session() {
    return session;
  }

  MembershipStatus membershipStatus() {
    return membershipStatus;
  }

  @Override
  public Operator getPrincipal() {
    return session.operator();
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OperatorAuthentication that
        && session.equals(that.session)
        && membershipStatus == that.membershipStatus;
  }

  @Override
  public int hashCode() {
    return session.hashCode();
  }

  /** Whether the user may change clients, jobs and drains. */
  boolean mayChangeNomad() {
    return session.operator().role() == Role.ADMIN
        && (membershipStatus == MembershipStatus.FULL || session.isUnconfirmedMember());
  }

  /** An admin without a confirmed membership is a viewer, and may change Nomad if unconfirmed. */
  private static List<GrantedAuthority> authorities(
      LiveSession session, MembershipStatus membershipStatus) {
    Role role = session.operator().role();
    if (membershipStatus == MembershipStatus.FULL || role != Role.ADMIN) {
      return List.of(new SimpleGrantedAuthority("ROLE_" + role));
    }
    GrantedAuthority viewer = new SimpleGrantedAuthority("ROLE_" + Role.VIEWER);
    return session.isUnconfirmedMember()
        ? List.of(viewer, new SimpleGrantedAuthority("ROLE_" + UNCONFIRMED_ADMIN))
        : List.of(viewer);
  }
}
