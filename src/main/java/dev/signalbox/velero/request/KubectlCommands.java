package dev.signalbox.velero.request;

import dev.signalbox.velero.ResourceMetadata;
import dev.signalbox.velero.VeleroResource;
import dev.signalbox.velero.coverage.AnnotationFix;
import dev.signalbox.web.ShellQuoting;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * kubectl commands with the same effect as an action of the console. Values are quoted for a shell.
 */
public final class KubectlCommands {

  private KubectlCommands() {}

  /** Returns the command that shows an object. */
  public static String show(VeleroResource resource, ResourceMetadata object) {
    return kubectl(object.namespace())
        + "get "
        + ShellQuoting.of(resource.kind().qualifiedName() + "/" + object.name())
        + " -o yaml";
  }

  /** Returns the command that changes the annotation of the pod until it is replaced. */
  public static String annotatePod(AnnotationFix fix) {
    return kubectl(fix.namespace())
        + "annotate "
        + ShellQuoting.of("pod/" + fix.pod())
        + " "
        + (fix.value() == null
            ? ShellQuoting.of(fix.key() + "-")
            : ShellQuoting.of(fix.key() + "=" + fix.value()) + " --overwrite");
  }

  /**
   * Returns the command that changes the annotation in the pod template of the controller, which
   * restarts its pods; null if the pod has no controller with a template of its own.
   */
  public static @Nullable String annotateTemplate(AnnotationFix fix) {
    return switch (fix.ownerKind()) {
      case "StatefulSet", "DaemonSet", "Deployment" ->
          kubectl(fix.namespace())
              + "patch "
              + ShellQuoting.of(fix.ownerKind().toLowerCase(Locale.ROOT) + "/" + fix.ownerName())
              + " --type merge -p "
              + ShellQuoting.of(templatePatch(fix).toString());
      // a ReplicaSet belongs to a Deployment, whose name the caller resolves
      default -> null;
    };
  }

  /** Returns the merge patch of a controller that changes the annotation of its pods. */
  public static ObjectNode templatePatch(AnnotationFix fix) {
    ObjectNode patch = ResourceNode.object();
    patch
        .putObject("spec")
        .putObject("template")
        .putObject("metadata")
        .putObject("annotations")
        .put(fix.key(), fix.value());
    return patch;
  }

  private static String kubectl(String namespace) {
    return "kubectl --namespace " + ShellQuoting.of(namespace) + " ";
  }
}
