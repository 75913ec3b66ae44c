import type { Readable } from "node:stream";
import { ConfigurationError } from "../errors.ts";
import type { BatchFile } from "./batch-file.ts";

type S3 = typeof import("@aws-sdk/client-s3");

/** Opens objects of S3. Credentials, region and endpoint are those of the AWS SDK's environment. */
export class S3Files {
  readonly #env: NodeJS.ProcessEnv;
  readonly #load: () => Promise<S3>;
  #opened: Promise<{ readonly s3: S3; readonly client: InstanceType<S3["S3Client"]> }> | undefined;

  /** The SDK is loaded with the first file. */
  constructor(
    env: NodeJS.ProcessEnv,
    load: () => Promise<S3> = () => import("@aws-sdk/client-s3"),
  ) {
    this.#env = env;
    this.#load = load;
  }

  /** The object `s3://bucket/key`. */
  file(bucket: string, key: string): BatchFile {
    const object = { Bucket: bucket, Key: key };
    const get = async (Range?: string) => {
      const { s3, client } = await this.#open();
      const { Body } = await client
        .send(new s3.GetObjectCommand({ ...object, ...(Range && { Range }) }))
        .catch(explainUnset);
      if (Body === undefined) throw new Error("the answer has no body");
      return Body;
    };
    return {
      async read() {
        // The SDK's type has the browser's streams, too.
        return (await get()) as Readable;
      },
      size: async () => {
        const { s3, client } = await this.#open();
        const answer = await client.send(new s3.HeadObjectCommand(object)).catch(explainUnset);
        return answer.ContentLength ?? 0;
      },
      async readRange(start, end) {
        return (await get(`bytes=${start}-${end - 1}`)).transformToByteArray();
      },
    };
  }

  #open() {
    this.#opened ??= this.#connect();
    return this.#opened;
  }

  async #connect() {
    const s3 = await this.#load().catch((cause: unknown) => {
      throw new ConfigurationError(
        "s3:// needs the AWS SDK, which is not installed: npm install @aws-sdk/client-s3",
        { cause },
      );
    });
    const { AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL } = this.#env;
    // Servers other than Amazon's seldom have a host name for each bucket.
    const forcePathStyle = Boolean(AWS_ENDPOINT_URL_S3 ?? AWS_ENDPOINT_URL);
    return { s3, client: new s3.S3Client({ forcePathStyle }) };
  }
}

/** The SDK says what it lacks, but not where it has looked for it. */
function explainUnset(cause: Error): never {
  if (!/\b(region|credentials)\b/i.test(cause.message)) throw cause;
  throw new Error(
    `${cause.message}; the AWS SDK takes them from its environment: AWS_REGION, and AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY`,
    { cause },
  );
}
