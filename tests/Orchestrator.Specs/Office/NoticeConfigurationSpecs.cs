using Microsoft.Extensions.Configuration;
using Orchestrator.Office.Notices;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Office;

public sealed class NoticeConfigurationSpecs
{
    private static readonly Dictionary<string, string?> Complete = new()
    {
        ["Notices:PublicAddress"] = "https://gaige.example.gov.cn",
        ["Notices:Mail:Host"] = "smtp.example.gov.cn",
        ["Notices:Mail:User"] = "notice",
        ["Notices:Mail:Password"] = "x",
        ["Notices:Mail:From"] = "改革办 <notice@example.gov.cn>",
        ["Notices:Webhook:Url"] = "http://adapter.example.gov.cn/in?tenant=1",
        ["Notices:Webhook:Secret"] = "0123456789012345678901234567890123456789",
    };

    [Fact]
    public void Without_configuration_both_channels_are_off()
    {
        var settings = Read([]);

        (settings.Mail, settings.Webhook).ShouldBe((null, null));
    }

    [Fact]
    public void A_complete_section_is_read_with_encryption_and_port_587_unless_it_says_otherwise()
    {
        var settings = Read(Complete);

        (settings.Mail!.Host, settings.Mail.Port, settings.Mail.Tls, settings.Mail.From.Address, settings.Mail.From.DisplayName)
            .ShouldBe(("smtp.example.gov.cn", 587, true, "notice@example.gov.cn", "改革办"));
        settings.Webhook!.Url.Query.ShouldBe("?tenant=1");
        settings.Page("cases/a").AbsoluteUri.ShouldBe("https://gaige.example.gov.cn/cases/a");
    }

    [Theory]
    [InlineData("PublicAddress", null, "启用邮件或消息接口时必须填写")]
    [InlineData("PublicAddress", "gaige", "应为 http:// 或 https:// 开头的完整地址")]
    [InlineData("PublicAddress", "https://a.cn/?x=1", "不能含有 ?")]
    [InlineData("Mail:Host", null, "必须填写邮件服务器的地址")]
    [InlineData("Mail:Host", "smtp server", "不是主机名")]
    [InlineData("Mail:Port", "many", "“many”应为 1 至 65535 的整数")]
    [InlineData("Mail:Port", "70000", "“70000”应为 1 至 65535 的整数")]
    [InlineData("Mail:Port", "465", "STARTTLS")]
    [InlineData("Mail:Tls", "yes", "“yes”应为 true 或 false")]
    [InlineData("Mail:Tls", "false", "使用用户名和密码时必须加密")]
    [InlineData("Mail:Password", null, "用户名和密码应同时填写")]
    [InlineData("Mail:From", null, "必须填写发件人地址")]
    [InlineData("Mail:From", "a@b.cn\r\nBcc: c@d.cn", "不是邮箱地址")]
    [InlineData("Webhook:Url", null, "必须填写接收方的地址")]
    [InlineData("Webhook:Url", "ftp://a.cn", "应为 http:// 或 https:// 开头的完整地址")]
    [InlineData("Webhook:Secret", "short", "密钥至少 32 个字符")]
    public void What_is_wrong_is_said_with_its_place(string name, string? value, string said)
    {
        var wrong = Should.Throw<InvalidDataException>(() => Read(new(Complete) { [$"Notices:{name}"] = value }));

        wrong.Message.ShouldContain($"Notices:{name}：");
        wrong.Message.ShouldContain(said);
        wrong.Message.ShouldNotContain("0123456789", customMessage: "a secret is never said");
    }

    [Theory]
    [InlineData("wang.wei@ccbb.gov.cn", true)]
    [InlineData("a+b_c@x1-y.example.com", true)]
    [InlineData("", false)]
    [InlineData("wang", false)]
    [InlineData("wang@localhost", false)]
    [InlineData("wang..wei@example.cn", false)]
    [InlineData(".wang@example.cn", false)]
    [InlineData("王@example.cn", false)]
    [InlineData("wang@example.cn\n", false)]
    [InlineData("wang@example.cn\r\nBcc: x@example.cn", false)]
    [InlineData("wang <wang@example.cn>", false)]
    [InlineData("wang@example.cn,li@example.cn", false)]
    [InlineData("\"a b\"@example.cn", false)]
    public void An_address_is_one_plain_mailbox(string address, bool valid) => MailAddresses.IsValid(address).ShouldBe(valid);

    [Fact]
    public void A_title_with_line_breaks_makes_one_line_of_a_mails_head()
    {
        Orchestrator.Office.Notices.Channels.MailText.Subject("实施方案\r\nBcc: x@example.cn").ShouldBe("实施方案  Bcc: x@example.cn");
        Orchestrator.Office.Notices.Channels.MailText.Subject(new string('长', 200)).Length.ShouldBe(120);
    }

    private static NoticeSettings Read(Dictionary<string, string?> values) =>
        NoticeConfiguration.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
}
