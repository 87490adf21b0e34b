package dev.signalbox.web;

import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.thymeleaf.dialect.IPostProcessorDialect;
import org.thymeleaf.engine.AbstractTemplateHandler;
import org.thymeleaf.model.IText;
import org.thymeleaf.postprocessor.IPostProcessor;
import org.thymeleaf.postprocessor.PostProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/**
 * Replaces bidirectional control characters in the text of pages with U+FFFD, as the log viewer
 * does. They could make a name look like another one, or reorder the text around it.
 */
@Component
class BidiControlDialect implements IPostProcessorDialect {

  private static final int PRECEDENCE = 1000;

  @Override
  public String getName() {
    return "bidi";
  }

  @Override
  public int getDialectPostProcessorPrecedence() {
    return PRECEDENCE;
  }

  @Override
  public Set<IPostProcessor> getPostProcessors() {
    return Set.of(new PostProcessor(TemplateMode.HTML, Handler.class, PRECEDENCE));
  }

  /** Replaces the characters in text nodes. Attributes keep the values of forms. */
  public static final class Handler extends AbstractTemplateHandler {

    /** Embeddings, overrides and isolates. The marks of Hebrew and Arabic names stay. */
    private static final Pattern CONTROLS = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");

    @Override
    public void handleText(IText text) {
      super.handleText(
          CONTROLS.matcher(text).find()
              ? getContext()
                  .getModelFactory()
                  .createText(CONTROLS.matcher(text).replaceAll("\uFFFD"))
              : text);
    }
  }
}
