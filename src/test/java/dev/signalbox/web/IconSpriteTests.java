package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class IconSpriteTests {

  private final IconSprite icons;

  IconSpriteTests() throws IOException {
    icons = IconSprite.read(new ClassPathResource("assets/icons.txt"));
  }

  @Test
  void containsEachIconOnce() throws Exception {
    List<String> ids = new ArrayList<>();
    NodeList symbols = sprite().getElementsByTagName("symbol");
    for (int i = 0; i < symbols.getLength(); i++) {
      ids.add(((Element) symbols.item(i)).getAttribute("id"));
    }

    assertThat(ids).containsExactlyElementsOf(icons.names()).doesNotHaveDuplicates();
  }

  @Test
  void containsShapesForEachIcon() throws Exception {
    NodeList symbols = sprite().getElementsByTagName("symbol");
    for (int i = 0; i < symbols.getLength(); i++) {
      assertThat(symbols.item(i).getChildNodes().getLength()).as(icons.names().get(i)).isPositive();
    }
  }

  @Test
  void containsNoScriptsOrReferences() {
    assertThat(icons.svg()).doesNotContainIgnoringCase("<script", "href", "style=", " on");
  }

  private Document sprite() throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(icons.svg().getBytes(StandardCharsets.UTF_8)));
  }
}
