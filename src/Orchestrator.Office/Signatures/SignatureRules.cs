using Orchestrator.Runtime;

namespace Orchestrator.Office.Signatures;

public static class SignatureRules
{
    public const int Largest = 200 * 1024;
    public const int Widest = 1200;
    public const int Highest = 600;

    /// <returns>What the image is, or <c>signature.image</c> with the reason why it cannot be a signature.</returns>
    public static Outcome<ImageFacts> Check(byte[]? image)
    {
        if (image is null or { Length: 0 })
        {
            return Refused("请选择签名图文件");
        }

        if (image.Length > Largest)
        {
            return Refused($"签名图不得超过 {Largest >> 10} KB，现为 {(image.Length + 1023) >> 10} KB");
        }

        var (facts, problem) = ImageFacts.Read(image);
        return facts is null ? Refused(problem!)
            : facts.Width is 0 or > Widest || facts.Height is 0 or > Highest ? Refused($"签名图不得超过 {Widest}×{Highest} 像素，现为 {facts.Width}×{facts.Height}")
            : facts;
    }

    private static Refusal Refused(string why) => Refusal.Invalid("signature.image", why + "。", new FieldProblem("image", why + "。"));
}
