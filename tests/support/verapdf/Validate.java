import java.io.FileInputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/** Holds each file to PDF/A-2a and prints PASS, or the first rules that it breaks, a line a file. */
public class Validate {
  public static void main(String[] files) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    for (String file : files) {
      try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), PDFAFlavour.PDFA_2_A)) {
        PDFAValidator validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFA_2_A, false);
        ValidationResult result = validator.validate(parser);
        System.out.println(result.isCompliant() ? "PASS" : "FAIL " + result.getTestAssertions().stream()
            .map(broken -> broken.getRuleId().getClause() + " " + broken.getMessage()).distinct().limit(3).toList());
      }
    }
  }
}
