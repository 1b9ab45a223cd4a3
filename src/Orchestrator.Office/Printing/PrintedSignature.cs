using System.Globalization;
using Orchestrator.Office.Signatures;

namespace Orchestrator.Office.Printing;

/// <summary>Signature images on the page: each is in it once, however often it is shown.</summary>
internal static class PrintedSignature
{
    // In millimetres: as large as a signature is beside a name. Small images are not blown up to it.
    private const double Width = 30;
    private const double Height = 10;
    private const double Pixel = 25.4 / 96;

    /// <summary>Width and height in millimetres on paper, in the proportions of the image.</summary>
    public static (double Width, double Height) Size(SignatureImage image)
    {
        var scale = Math.Min(Pixel, Math.Min(Width / image.Width, Height / image.Height));
        return (image.Width * scale, image.Height * scale);
    }

    public static string Definitions(IEnumerable<SignatureImage?> images)
    {
        var all = string.Concat(images.OfType<SignatureImage>().DistinctBy(image => image.Sha256).Select(image =>
            $"""<image id="s{image.Sha256}" width="{image.Width}" height="{image.Height}" href="data:{image.MediaType};base64,{Convert.ToBase64String(image.Content)}"/>"""));
        return all.Length == 0 ? "" : $"""<svg width="0" height="0" class="signatures" aria-hidden="true"><defs>{all}</defs></svg>""";
    }

    public static string On(SignatureImage? image)
    {
        if (image is null)
        {
            return "";
        }

        var (width, height) = Size(image);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""<br><svg class="signature" role="img" aria-label="签名" style="width:{width:0.#}mm;height:{height:0.#}mm" viewBox="0 0 {image.Width} {image.Height}"><use href="#s{image.Sha256}"/></svg>""");
    }
}
