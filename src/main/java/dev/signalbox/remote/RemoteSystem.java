package dev.signalbox.remote;

/** The remote systems, as error messages name them. */
public enum RemoteSystem {
  NOMAD("Nomad"),
  GITHUB("GitHub"),
  STORAGE("the storage"),
  /** For adapters that don't name theirs. */
  OTHER("the remote system");

  private final String label;

  RemoteSystem(String label) {
    this.label = label;
  }

  /** Returns the name, for the middle of a sentence. */
  public String label() {
    return label;
  }

  /** Returns the name, for the beginning of a sentence. */
  public String capitalizedLabel() {
    return Character.toUpperCase(label.charAt(0)) + label.substring(1);
  }
}
