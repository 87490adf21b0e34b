package dev.signalbox.remote;

/** The remote systems, as error messages name them. */
public enum RemoteSystem {
  NOMAD("Nomad"),
  GITHUB("GitHub"),
  STORAGE("the storage"),
  /** The API server. */
  KUBERNETES("Kubernetes"),
  /** The server of Velero, which is called through objects of Kubernetes. */
  VELERO("Velero");

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
