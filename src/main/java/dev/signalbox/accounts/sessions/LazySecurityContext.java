package dev.signalbox.accounts.sessions;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;

/** Loads the security context on first access; requests for static files never load it. */
final class LazySecurityContext implements DeferredSecurityContext {

  private final Supplier<SecurityContext> load;
  private @Nullable SecurityContext loaded;

  LazySecurityContext(Supplier<SecurityContext> load) {
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
