package dev.signalbox.accounts.access;

import dev.signalbox.accounts.Operator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** The authentication of a request by access pass. It has no authorities in the console. */
final class PassAuthentication extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  private final transient Operator operator;

  PassAuthentication(Operator operator) {
    super(List.of());
    this.operator = operator;
    setAuthenticated(true);
  }

  @Override
  public Operator getPrincipal() {
    return operator;
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PassAuthentication that && operator.equals(that.operator);
  }

  @Override
  public int hashCode() {
    return operator.hashCode();
  }
}
