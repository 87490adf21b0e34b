package dev.signalbox.violations;

import static dev.signalbox.architecture.ArchitectureRules.ADAPTERS_IMPLEMENT_A_PORT;

import dev.signalbox.remote.Adapter;
import dev.signalbox.secrets.SecretBox;

/** Adapters that are public or don't implement a port of their module. */
final class AdapterViolations {

  private AdapterViolations() {}

  @Violates(ADAPTERS_IMPLEMENT_A_PORT)
  @Adapter
  public abstract static class PublicAdapter implements SwitchPort {}

  @Violates(ADAPTERS_IMPLEMENT_A_PORT)
  @Adapter
  abstract static class WithoutPort {}

  @Violates(ADAPTERS_IMPLEMENT_A_PORT)
  @Adapter
  abstract static class OfAnotherModule implements SecretBox, Runnable {}

  @Complies(ADAPTERS_IMPLEMENT_A_PORT)
  @Adapter
  abstract static class PackagePrivateAdapter implements SwitchPort {}
}
