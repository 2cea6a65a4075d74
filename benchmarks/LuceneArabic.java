// Lucene's ArabicAnalyzer with BM25 as it comes: index the documents of one file, answer the queries of another.
// Both hold lines of an identifier, a tab and a text. For each query one line: its identifier and up to ten found.

import java.io.BufferedReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;

public class LuceneArabic {
  public static void main(String[] files) throws Exception {
    Analyzer analyzer = new ArabicAnalyzer();
    ByteBuffersDirectory directory = new ByteBuffersDirectory();
    try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer));
        BufferedReader lines = Files.newBufferedReader(Path.of(files[0]), StandardCharsets.UTF_8)) {
      for (String line; (line = lines.readLine()) != null; ) {
        int tab = line.indexOf('\t');
        Document document = new Document();
        document.add(new StringField("id", line.substring(0, tab), Field.Store.YES));
        document.add(new TextField("text", line.substring(tab + 1), Field.Store.NO));
        writer.addDocument(document);
      }
    }
    IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(directory));
    PrintStream out = new PrintStream(System.out, true, "UTF-8");
    try (BufferedReader lines = Files.newBufferedReader(Path.of(files[1]), StandardCharsets.UTF_8)) {
      for (String line; (line = lines.readLine()) != null; ) {
        int tab = line.indexOf('\t');
        StringBuilder found = new StringBuilder(line.substring(0, tab));
        Query query = new QueryBuilder(analyzer).createBooleanQuery("text", line.substring(tab + 1));
        if (query != null) {
          for (ScoreDoc hit : searcher.search(query, 10).scoreDocs) {
            found.append('\t').append(searcher.doc(hit.doc).get("id"));
          }
        }
        out.println(found);
      }
    }
  }
}
