package dev.signalbox.velero.request;

import static dev.signalbox.velero.VeleroJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.VeleroResource;
import dev.signalbox.velero.coverage.AnnotationFix;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KubectlCommandsTests {

  @Test
  void quotesValues() {
    Backup hostile = Backup.read(json("{'metadata':{'namespace':'a b','name':'$(reboot);`x`'}}"));

    assertThat(KubectlCommands.show(VeleroResource.BACKUP, hostile.metadata()))
        .isEqualTo("kubectl --namespace 'a b' get 'backups.velero.io/$(reboot);`x`' -o yaml");
  }

  @Test
  void annotatesPodsAndTemplates() {
    AnnotationFix add = fix("StatefulSet", "wal,data");

    assertThat(KubectlCommands.annotatePod(add))
        .isEqualTo(
            "kubectl --namespace app annotate pod/postgres-0 k.example/v=wal,data --overwrite");
    assertThat(KubectlCommands.annotateTemplate(add))
        .isEqualTo(
            "kubectl --namespace app patch statefulset/postgres --type merge -p"
                + " '{\"spec\":{\"template\":{\"metadata\":{\"annotations\":"
                + "{\"k.example/v\":\"wal,data\"}}}}}'");
    assertThat(KubectlCommands.annotatePod(fix("StatefulSet", null)))
        .isEqualTo("kubectl --namespace app annotate pod/postgres-0 k.example/v-");
    assertThat(KubectlCommands.templatePatch(fix("StatefulSet", null)).toString())
        .contains("\"k.example/v\":null");
    assertThat(KubectlCommands.annotateTemplate(fix("ReplicaSet", "x"))).isNull();
  }

  private static AnnotationFix fix(String ownerKind, @Nullable String value) {
    return new AnnotationFix("app", "postgres-0", ownerKind, "postgres", "k.example/v", value);
  }
}
