package dev.signalbox.accounts.sessions;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;

/** Asks the database only when a request wants to know who sent it; static files never do. */
final class LazyContext implements DeferredSecurityContext {

  private final Supplier<SecurityContext> load;
  private @Nullable SecurityContext loaded;

  LazyContext(Supplier<SecurityContext> load) {
    this.load = load;
  }

  @Override
  public SecurityContext get() {
    SecurityContext context = loaded;
    if (context == null) {
      context = load.get();
      loaded = context;
    }
    return context;
  }

  @Override
  public boolean isGenerated() {
    return get().getAuthentication() == null;
  }
}
