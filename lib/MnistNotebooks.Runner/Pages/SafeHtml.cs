using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp;
using AngleSharp.Css.Dom;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Ganss.Xss;

namespace MnistNotebooks.Runner.Pages;

/// <summary>
/// The HTML that comes out of Markdown, made fit for a page that is sent to others: text, tables, pictures, folded parts and formulas stay;
/// whatever would run, load or cover something does not. What is allowed is listed here, everything else goes.
/// </summary>
internal static partial class SafeHtml
{
    // Deeper than any text is; serializers call themselves once a level.
    private const int DeepestNesting = 200;

    private const string Text = "a abbr b blockquote br cite code dd del details dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i ins kbd li mark "
        + "ol p pre q s samp small span strong sub summary sup u ul var wbr figure figcaption img input "
        + "table caption colgroup col thead tbody tfoot tr th td";

    // What Formula writes.
    private const string Mathematics = "math mrow mi mn mo mtext mspace mfrac msqrt mroot mover munder munderover msub msup msubsup "
        + "mtable mtr mtd";

    private const string Attributes = "id class style title lang dir href src alt width height align valign colspan rowspan scope start "
        + "open type checked disabled aria-label display alttext mathvariant accent stretchy fence form lspace rspace movablelimits";

    // Those that page.css knows inside a text.
    private const string Classes = "anchor code k s n c d t m table formula tex matrix contains-task-list task-list-item";

    private const string Styles = "text-align vertical-align width height max-width max-height color background-color "
        + "font-weight font-style";

    // With all that is in them: text that a browser would not show either.
    private const string Hidden = "script,style,template,noscript,iframe,object,embed,svg,title,textarea,select,xmp,noembed,noframes,"
        + "plaintext,video,audio,canvas";

    // Shared, because it is slow to make; safe for several threads once it is made.
    private static readonly HtmlSanitizer Sanitizer = Create();

    /// <param name="html">What the Markdown renderer wrote; addresses are those of the notebook.</param>
    /// <param name="links">Where they lead from the page.</param>
    /// <param name="attachments">The cell's attached files, if any.</param>
    /// <exception cref="InvalidDataException">The elements are nested too deeply, or an attachment is not a picture.</exception>
    public static string Of(string html, PageLinks links, JsonElement? attachments)
    {
        using IHtmlDocument document = Sanitizer.HtmlParserFactory().ParseDocument("<!DOCTYPE html><body>" + html);
        IElement body = document.Body!;
        CheckNesting(body);
        foreach (IElement hidden in body.QuerySelectorAll(Hidden))
            hidden.Remove();
        // Older notebooks name the places that links lead to so.
        foreach (IElement place in body.QuerySelectorAll("a[name]:not([id])"))
            place.Id = place.GetAttribute("name");
        Sanitizer.SanitizeDom(document, document.Body);
        foreach (IElement input in body.QuerySelectorAll("input:not([type=checkbox][disabled])"))
            input.Remove();
        foreach (IElement picture in body.QuerySelectorAll("img[src]"))
            picture.SetAttribute("src", links.Picture(picture.GetAttribute("src")!, attachments));
        foreach (IElement link in body.QuerySelectorAll("a[href]"))
            link.SetAttribute("href", links.Page(link.GetAttribute("href")!));
        var safe = new StringWriter();
        WriteChildren(body, safe);
        return safe.ToString();
    }

    // As AngleSharp's ToHtml does, which goes from sibling to sibling and so takes minutes for thousands of them.
    private static void WriteChildren(INode node, StringWriter html)
    {
        IMarkupFormatter formatter = Sanitizer.OutputFormatter;
        foreach (INode child in node.ChildNodes)
        {
            if (child is IElement element)
            {
                bool isEmpty = element.Flags.HasFlag(NodeFlags.SelfClosing);
                html.Write(formatter.OpenTag(element, isEmpty));
                WriteChildren(element, html);
                html.Write(formatter.CloseTag(element, isEmpty));
            }
            else if (child is ICharacterData text and not IComment)
            {
                html.Write(formatter.Text(text));
            }
        }
    }

    private static HtmlSanitizer Create()
    {
        var sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = Names($"{Text} {Mathematics}"),
            AllowedAttributes = Names(Attributes),
            AllowedCssProperties = Names(Styles),
            AllowedAtRules = new HashSet<CssRuleType>(),
            AllowedSchemes = Names("http https mailto data attachment"),
            UriAttributes = Names("href src"),
        })
        {
            // A tag that isn't known may be a type in a sentence, such as List<int>.
            KeepChildNodes = true,
        };
        sanitizer.AllowedClasses.UnionWith(Classes.Split(' '));
        sanitizer.FilterUrl += (_, url) =>
        {
            bool isOfPicture = OnlyOfPictures().IsMatch(url.OriginalUrl);
            if (isOfPicture && (url.Tag is not IHtmlImageElement || !Picture().IsMatch(url.OriginalUrl)))
                url.SanitizedUrl = null;
        };
        return sanitizer;
    }

    private static HashSet<string> Names(string names) => new(names.Split(' '), StringComparer.OrdinalIgnoreCase);

    // By places among the children: the next sibling of a node is searched for from the first, which takes minutes for thousands of them.
    private static void CheckNesting(INode root)
    {
        var path = new Stack<(INodeList Children, int Next)>([(root.ChildNodes, 0)]);
        while (path.TryPop(out var level))
        {
            if (level.Next == level.Children.Length)
                continue;
            path.Push((level.Children, level.Next + 1));
            path.Push((level.Children[level.Next].ChildNodes, 0));
            if (path.Count > DeepestNesting + 2)
                throw new InvalidDataException($"its HTML is nested more than {DeepestNesting} levels deep");
        }
    }

    [GeneratedRegex(@"^\s*(data|attachment):", RegexOptions.IgnoreCase)]
    private static partial Regex OnlyOfPictures();

    [GeneratedRegex(@"^\s*(attachment:|data:image/(png|jpeg|gif|webp|bmp|avif);base64,)", RegexOptions.IgnoreCase)]
    private static partial Regex Picture();
}
