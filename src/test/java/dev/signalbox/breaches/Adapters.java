package dev.signalbox.breaches;

import static dev.signalbox.house.HouseRules.ADAPTERS_HIDE_BEHIND_A_PORT;

import dev.signalbox.outside.Adapter;
import dev.signalbox.secrets.SecretBox;

/** Adapters that are seen, or that stand behind no port of their room. */
final class Adapters {

  private Adapters() {}

  @Breaks(ADAPTERS_HIDE_BEHIND_A_PORT)
  @Adapter
  public abstract static class Seen implements Switches {}

  @Breaks(ADAPTERS_HIDE_BEHIND_A_PORT)
  @Adapter
  abstract static class WithoutPort {}

  @Breaks(ADAPTERS_HIDE_BEHIND_A_PORT)
  @Adapter
  abstract static class OfAnotherRoom implements SecretBox, Runnable {}

  @Keeps(ADAPTERS_HIDE_BEHIND_A_PORT)
  @Adapter
  abstract static class Hidden implements Switches {}
}
