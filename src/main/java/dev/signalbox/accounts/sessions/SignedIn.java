package dev.signalbox.accounts.sessions;

import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.Role;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/** The security context's view of a request: who, with which rights, in which session. */
public final class SignedIn extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  private final transient LiveSession session;
  private final Standing standing;

  SignedIn(LiveSession session, Standing standing) {
    super(List.of(new SimpleGrantedAuthority("ROLE_" + effective(session, standing))));
    this.session = session;
    this.standing = standing;
    setAuthenticated(true);
  }

  /** The one behind the current request, if anybody is. */
  public static Optional<SignedIn> current() {
    return SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn signedIn
        ? Optional.of(signedIn)
        : Optional.empty();
  }

  public Operator operator() {
    return session.operator();
  }

  LiveSession session() {
    return session;
  }

  Standing standing() {
    return standing;
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
    return other instanceof SignedIn that
        && session.equals(that.session)
        && standing == that.standing;
  }

  @Override
  public int hashCode() {
    return session.hashCode();
  }

  private static Role effective(LiveSession session, Standing standing) {
    Role role = session.operator().role();
    return standing == Standing.FULL || role != Role.ADMIN ? role : Role.VIEWER;
  }
}
