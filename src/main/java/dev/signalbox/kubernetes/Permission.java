package dev.signalbox.kubernetes;

/** Whether an operation is allowed. Only {@link Denied} disables a button. */
public sealed interface Permission {

  /** The API server allows it. */
  record Allowed() implements Permission {}

  /** The API server denies it. */
  record Denied(ResourceAccess access) implements Permission {

    /** The reason for a disabled button, naming verb, resource and namespace. */
    public String reason() {
      return "Signalbox has no permission to " + access.description() + ".";
    }
  }

  /** Not known: not checked yet, or the check failed. The API server decides. */
  record Unknown(String reason) implements Permission {}
}
