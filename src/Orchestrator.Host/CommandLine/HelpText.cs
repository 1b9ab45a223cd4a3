namespace Orchestrator.Host.CommandLine;

internal static class HelpText
{
    public const string All = """
        Orchestrator：机构改革文稿与事项的流程编排

        用法：orchestrator [命令] [参数]

        命令
          serve（默认）        运行服务
            --demo               使用虚构的演示数据和演示时钟
            --role ROLE          只运行一个服务：all（默认，全部）、office 编办、submission 报送单位、
                                 organization 机构编制、finance 财政、human-resources 人社、
                                 door 总入口（浏览器访问它，由它转到各服务）
            --data DIR           数据目录，默认 ./data；演示为 ./data/demo
            --database TEXT      PostgreSQL 连接串；默认使用数据目录里的 SQLite 文件
                                 也可用环境变量 ORCHESTRATOR_DATABASE 给出
            环境变量 ORCHESTRATOR_BROKER
                                 各服务分开运行时的 RabbitMQ：amqp://用户:密码@主机:端口/虚拟主机
            环境变量 ORCHESTRATOR_OFFICE、ORCHESTRATOR_SUBMISSION、ORCHESTRATOR_ORGANIZATION、
            ORCHESTRATOR_FINANCE、ORCHESTRATOR_HUMAN_RESOURCES
                                 各服务分开运行时彼此的地址：http://主机:端口，多个以分号隔开
            环境变量 ORCHESTRATOR_PERSON_SECRET
                                 各服务分开运行时共用的人员标识密钥（至少32个字符）；
                                 不分开运行时自动生成在数据目录里
            --urls URLS          监听地址，默认 http://127.0.0.1:5080，多个以分号隔开
          migrate              把数据库升级到本程序的版本后退出（--role、--data、--database 同上）
          validate FILE…       检查流程定义文件，每个问题一行：文件:路径:行:列: 说明
          try FILE             在内存中用模拟时钟试运行一个流程定义
            --definitions DIR    子流程所在的目录
            --input NAME=JSON    输入，可重复
            --script FILE        依次给出的动作（JSON 数组）
            --now ISO            模拟时钟的起点
            --json               以 JSON 输出结果
          --help、--version

        退出码
          0  成功            1  检查出问题，或试运行以故障告终
          2  命令行有误      3  运行失败（数据库、端口、文件等）
        """;
}
