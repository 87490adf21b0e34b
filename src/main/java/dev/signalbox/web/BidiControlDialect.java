package dev.signalbox.web;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.dialect.IPostProcessorDialect;
import org.thymeleaf.engine.AbstractTemplateHandler;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.engine.AttributeNames;
import org.thymeleaf.model.IOpenElementTag;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.model.IStandaloneElementTag;
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

  /**
   * Replaces the characters in text nodes and labels. Other attributes keep the values of forms.
   */
  public static final class Handler extends AbstractTemplateHandler {

    private static final Pattern CONTROLS = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");

    /** Looking them up by their names for each element would take longer than the rest. */
    private static final List<AttributeName> LABELS =
        List.of(AttributeNames.forHTMLName("title"), AttributeNames.forHTMLName("aria-label"));

    @Override
    public void handleOpenElement(IOpenElementTag element) {
      super.handleOpenElement(replaced(element));
    }

    @Override
    public void handleStandaloneElement(IStandaloneElementTag element) {
      super.handleStandaloneElement(replaced(element));
    }

    private <T extends IProcessableElementTag> T replaced(T element) {
      T result = element;
      for (AttributeName label : LABELS) {
        @Nullable String value = element.getAttributeValue(label);
        if (value != null && hasControls(value)) {
          result =
              getContext()
                  .getModelFactory()
                  .setAttribute(
                      result,
                      label.getAttributeName(),
                      CONTROLS.matcher(value).replaceAll("\uFFFD"));
        }
      }
      return result;
    }

    @Override
    public void handleText(IText text) {
      super.handleText(
          hasControls(text)
              ? getContext()
                  .getModelFactory()
                  .createText(CONTROLS.matcher(text).replaceAll("\uFFFD"))
              : text);
    }

    /**
     * Returns whether a text has embeddings, overrides or isolates. The marks of Hebrew and Arabic
     * names stay. Runs for each text of each page, hence without a regular expression.
     */
    private static boolean hasControls(CharSequence text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c >= '\u202A' && (c <= '\u202E' || (c >= '\u2066' && c <= '\u2069'))) {
          return true;
        }
      }
      return false;
    }
  }
}
