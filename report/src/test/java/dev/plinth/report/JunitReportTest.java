package dev.plinth.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Read back by the JDK's XML parser; the shape is that of Surefire's schema. */
class JunitReportTest {
  private static String text(ScanReport report) {
    return Golden.written(ReportWriters.named("junit"), report, ReportContext.plain());
  }

  private static Element root(String text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    Document document =
        factory
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    return document.getDocumentElement();
  }

  private static List<Element> all(Element root, String name) {
    List<Element> elements = new ArrayList<>();
    NodeList nodes = root.getElementsByTagName(name);
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  @Test
  void judged() {
    Golden.check("judged.junit.xml", text(SampleReports.judged()));
  }

  @Test
  void everyReportHasTheShapeThatCiSystemsRead() throws Exception {
    for (ScanReport report : SampleReports.all()) {
      Element root = root(text(report));
      assertThat(root.getTagName()).isEqualTo("testsuites");
      Element suite = all(root, "testsuite").getFirst();
      List<Element> cases = all(root, "testcase");
      for (Element counted : List.of(root, suite)) {
        assertThat(counted.getAttribute("tests")).isEqualTo(Integer.toString(cases.size()));
        assertThat(counted.getAttribute("failures"))
            .isEqualTo(Integer.toString(all(root, "failure").size()));
        assertThat(counted.getAttribute("skipped"))
            .isEqualTo(Integer.toString(all(root, "skipped").size()));
        assertThat(counted.getAttribute("errors")).isEqualTo("0");
      }
      assertThat(cases).hasSize(1 + report.findings().size() + report.setAside().size());
      for (Element each : cases) {
        assertThat(each.getAttribute("name")).isNotBlank();
        assertThat(each.getAttribute("classname")).isNotBlank();
        assertThat(each.getAttribute("time")).isEqualTo("0");
        for (Node child = each.getFirstChild(); child != null; child = child.getNextSibling()) {
          if (child instanceof Element element) {
            assertThat(Set.of("failure", "skipped", "system-out")).contains(element.getTagName());
          }
        }
      }
    }
  }

  @Test
  void whatBlocksFailsAndNothingElse() throws Exception {
    Element root = root(text(SampleReports.judged()));
    List<String> failed = new ArrayList<>();
    for (Element failure : all(root, "failure")) {
      failed.add(((Element) failure.getParentNode()).getAttribute("name"));
    }
    assertThat(failed).contains("gate").anyMatch(name -> name.startsWith("CVE-2021-44228 in "));
    assertThat(failed).noneMatch(name -> name.contains("CVE-2024-2511"));
    assertThat(all(root(text(SampleReports.clean())), "failure")).isEmpty();
    assertThat(all(root(text(SampleReports.clean())), "testcase")).hasSize(1);
  }

  @Test
  void everyCharacterOfAnInputIsTaken() throws Exception {
    StringBuilder evil = new StringBuilder("]]><!-- & \" ' <x a='1'>");
    for (char c = 0; c < 0x100; c++) {
      evil.append(c);
    }
    evil.append("\ufffe\uffff\ud83d\ude00\ud83d\udc80");
    Element root = root(text(SampleReports.hostile(evil.toString())));
    assertThat(all(root, "x")).isEmpty();
    assertThat(all(root, "testsuite").getFirst().getAttribute("name"))
        .startsWith("]]><!-- & \" ' <x a='1'>\\x00")
        .contains("\\ufffe\\uffff\ud83d\ude00");
  }
}
