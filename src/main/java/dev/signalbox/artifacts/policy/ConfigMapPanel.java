package dev.signalbox.artifacts.policy;

import dev.signalbox.web.ActionButton;
import dev.signalbox.web.FreshnessBanner;
import dev.signalbox.web.StatusLabel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The panel that compares the ConfigMap with the policy.
 *
 * @param freshness how current the ConfigMap is
 * @param status the result of the comparison, or null if the ConfigMap was not read
 * @param text what the ConfigMap is for, and its state
 * @param differences sentences; empty if there are none
 * @param repair writes the ConfigMap, or null if it is not necessary
 * @param command the equivalent command that shows the ConfigMap
 */
record ConfigMapPanel(
    FreshnessBanner freshness,
    @Nullable StatusLabel status,
    String text,
    List<String> differences,
    @Nullable ActionButton repair,
    String command) {}
