package dev.signalbox.accounts.access;

import dev.signalbox.accounts.InstallationUsers;
import dev.signalbox.accounts.Operator;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Provides the users of the CI server to the modules that serve its files. */
@Component
class CurrentInstallationUser implements InstallationUsers {

  private final InstallationAccess access;

  CurrentInstallationUser(InstallationAccess access) {
    this.access = access;
  }

  @Override
  public Optional<Operator> current() {
    @Nullable Authentication authentication =
        SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof Operator operator
        ? Optional.of(operator)
        : Optional.empty();
  }

  @Override
  public boolean isAllowed(UUID user) {
    return access.forAccount(user) instanceof AccessDecision.Allowed;
  }
}
